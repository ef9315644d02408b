"""Office files that come out the same at every build."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def settle(path: Path, revised: date) -> None:
    """Gives every member of an Office file the date of its source, and the file too.

    The libraries stamp the minute of the build into the archive and into docProps/core.xml.
    """
    with ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in sorted(archive.namelist())]
    moment = f"{revised.isoformat()}T00:00:00Z".encode()
    with ZipFile(path, "w") as archive:
        for name, data in members:
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + moment, data)
            member = ZipInfo(name, (revised.year, revised.month, revised.day, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, data)
