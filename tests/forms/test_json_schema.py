"""A form as JSON Schema: what it says of each kind of question, and that good answers keep to it."""

import jsonschema_rs
import pytest

from forms.json_schema import json_schema
from forms.loading import load_form
from forms.schema import build_schema
