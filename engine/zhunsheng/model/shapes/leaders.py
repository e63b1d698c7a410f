"""The keys of leaders.yaml."""

from zhunsheng.model.shapes.base import Several, Shape
from zhunsheng.model.shapes.values import DEPARTMENT, TEXT, YES_OR_NO, may, need
from zhunsheng.model.text import Text

LEADER = Shape(
    name="leader",
    about=Text("一位分管领导", "a leader"),
    keys=(
        need("post", Text("职务", "the post"), TEXT, "副区长"),
        need("name", Text("姓名", "the name"), TEXT, "张三"),
        need(
            "departments",
            Text("分管的部门", "the departments in charge of"),
            Several(of=DEPARTMENT),
            ["城管局", "水务局"],
        ),
    ),
)
LEADERS = Shape(
    name="leaders",
    about=Text("leaders.yaml：分管领导名单", "leaders.yaml: which leader answers for which departments"),
    keys=(
        need("plan", Text("用于哪个规划：它的 id", "the id of the plan that it is for"), TEXT, "some-county-14fyp"),
        need("leaders", Text("各位领导", "the leaders"), Several(of=LEADER)),
        may("illustrative", Text("是示例，不是真实的名单", "made up for show"), YES_OR_NO, True),
    ),
)
