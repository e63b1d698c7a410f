"""What keeps a store from being used, as the user is told it."""

from zhunsheng.model.text import Text


class StoreError(Exception):
    """The store cannot do what is asked; it stands as it stood before."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message
