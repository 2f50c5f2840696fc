"""How a file comes in with a form: in memory, up to a limit; nothing touches the disk before it is looked at."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_UPLOADED = 50 * 1024 * 1024


class CappedUploadHandler(FileUploadHandler):
    """Keeps the files of one request as long as they are 50 MB together; of one beyond that, only the size is kept."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._room = MOST_UPLOADED
        self._parts: list[bytes] = []
        self._is_over = False

    def new_file(self, *arguments: Any, **named: Any) -> None:
        super().new_file(*arguments, **named)
        self._parts, self._is_over = [], False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._room -= len(raw_data)
        self._is_over = self._is_over or self._room < 0
        if self._is_over:
            self._parts.clear()
        else:
            self._parts.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        return InMemoryUploadedFile(
            BytesIO(b"".join(self._parts)),
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
