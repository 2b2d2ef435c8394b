# Asks a schema registry everything that confluent_kafka's client can ask; prints the answers.
import json
import sys

from confluent_kafka import avro
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.error import ClientError


def schema(fields):
    return avro.loads(json.dumps({"type": "record", "name": "Reading", "fields": fields}))


first = schema([{"name": "value", "type": "double"}])
wider = schema([{"name": "value", "type": "double"},
                {"name": "unit", "type": "string", "default": "m"}])
broken = schema([{"name": "value", "type": "string"}])
subject = "readings-value"
url = sys.argv[1]
answers = {}


def client():
    return CachedSchemaRegistryClient({"url": url})


answers["register"] = client().register(subject, first)
answers["register_again"] = client().register(subject, first)
answers["check_registration"] = client().check_registration(subject, first)
answers["by_id"] = json.loads(str(client().get_by_id(answers["register"])))
answers["by_id_unknown"] = client().get_by_id(4711) is None
answers["version"] = client().get_version(subject, first)
answers["compatible"] = client().test_compatibility(subject, wider)
answers["incompatible"] = client().test_compatibility(subject, broken)
try:
    client().register(subject, broken)
    answers["register_broken"] = "taken"
except ClientError as e:
    answers["register_broken"] = str(e)[:28]
answers["second"] = client().register(subject, wider)
answers["latest"] = list(client().get_latest_schema(subject)[0::2])
answers["update_compatibility"] = client().update_compatibility("BACKWARD", subject)
answers["get_compatibility"] = client().get_compatibility(subject)
answers["delete"] = client().delete_subject(subject)
print(json.dumps(answers))
