# language: zh-CN
功能: 审核规则怎样声明
  各规划通用的写在规划文件夹旁边的 checks.yaml；一个规划自己的写在它的文件夹里：编号不同的增加，编号相同的替换，
  off 停用，停用要写理由。写错了同规则写错一样，逐行指出，什么也不判。

  背景:
    假如 规划有这些指标
      | 编号  | 名称   | 单位    | 责任部门 |
      | green | 绿化率 | percent | 甲局     |
    而且 各规划通用的审核规则写作
      """
        - {id: above-hundred, title: 不大于100%, kind: range, level: question, of: {unit: percent}, range: "<= 100"}
        - {id: same, title: 与上年相同, kind: unchanged, level: note, digits: 3}
      """
    而且 报来的数是
      | 地区   | 年份 | 指标   | 数值  | 单位 |
      | 试点区 | 2022 | 绿化率 | 100.5 | %    |
      | 试点区 | 2023 | 绿化率 | 100.5 | %    |

  场景: 只有通用的
    当 审核2023年
    那么 疑问如下
      | 程度 | 种类         |
      | 疑问 | 超出可能范围 |
      | 提示 | 与上年相同   |

  场景: 本规划替换一条、停用一条、增加一条
    假如 本规划的审核规则写作
      """
        - {id: above-hundred, title: 不大于100%, kind: range, level: refuse, indicators: [绿化率], range: 0..100}
        - {id: same, off: true, because: 绿化率变化慢，年年相同是常态}
        - {id: below-fifty, title: 不小于50%, kind: range, level: note, indicators: [绿化率], range: ">= 50"}
      """
    当 审核2023年
    那么 疑问如下
      | 程度 | 种类         |
      | 退回 | 超出可能范围 |

  场景: 写错了的，逐行指出
    假如 本规划的审核规则写作
      """
        - {id: same, off: true}
        - {id: twice, title: 倍增, kind: jump, level: refuse, indicators: [绿化律], threshold: 3.5, history: 4, change: 0.1}
      """
    那么 规则有误，指在
      | 文件        | 行 | 说明                                         |
      | checks.yaml | 2  | 缺少“because”。                              |
      | checks.yaml | 3  | “jump”只提出，不退回：它发现的数可能是真的。 |
      | checks.yaml | 3  | 没有指标“绿化律”。                           |
      | checks.yaml | 3  | “0.1”没有写 %。                              |
