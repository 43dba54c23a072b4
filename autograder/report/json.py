"""Reports as JSON, and the JSON Schema that ships beside this file.

`python -m autograder.report.json` writes the schema anew after a change of `model.py`.
"""

import re
from pathlib import Path
from typing import Any

import msgspec

from autograder.model import Reports

SCHEMA = Path(__file__).with_name("schema.json")

# Legal inside JSON strings, yet able to steer a terminal that shows them: C1 controls, zero-width, bidi, separators, tags;
# and "##[error]" or "##vso[", which programs that run workflows obey wherever it stands in a line.
_STEERING = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    r"|#(?=#[A-Za-z]*\[)"
)


def render(reports: Reports) -> bytes:
    """The reports as indented UTF-8 JSON in the documented order of keys, ended by a newline."""
    data = msgspec.to_builtins(reports, str_keys=True)
    return _dump(_encodable({"format": data["format"], "reports": data["reports"]}))


def schema() -> dict[str, Any]:
    """What `render` writes, as JSON Schema draft 2020-12. Every key is always present, and there are no others."""
    made = msgspec.json.schema(Reports)
    for definition in made["$defs"].values():
        if "properties" in definition:
            for value in definition["properties"].values():
                value.pop("default", None)
            definition["required"] = list(definition["properties"])
    top = made["$defs"]["Reports"]
    top["required"] = ["format", "reports"]
    top["properties"] = {"format": {"const": Reports(reports=()).format}, "reports": top["properties"]["reports"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_file() -> bytes:
    """What `schema.json` must hold."""
    return _dump(schema())


def _dump(value: Any) -> bytes:
    text = msgspec.json.format(msgspec.json.encode(value), indent=2).decode()
    return _STEERING.sub(_escape, text).encode() + b"\n"


def _escape(found: re.Match[str]) -> str:
    """A character as JSON may spell it: one \\u for each of its UTF-16 units."""
    return re.sub("....", r"\\u\g<0>", found[0].encode("utf-16-be").hex())


def _encodable(value: Any) -> Any:
    """The same data, with `?` for half a surrogate pair, as in the name of a file that is not UTF-8."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode()
        case dict():
            return {_encodable(key): _encodable(item) for key, item in value.items()}
        case list() | tuple():
            return [_encodable(item) for item in value]
    return value


if __name__ == "__main__":
    SCHEMA.write_bytes(schema_file())
