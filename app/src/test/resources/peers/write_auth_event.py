# Writes one sign-in as Avro, with a schema that says only what this producer knows.
import json
import sys

from confluent_kafka import Producer, avro
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer

bootstrap, registry, topic, principal = sys.argv[1:]
schema = avro.loads(json.dumps({
    "type": "record", "name": "AuthEvent", "namespace": "dev.gantry.schemas.records", "fields": [
        {"name": "type", "type": "string", "default": ""},
        {"name": "principal", "type": "string", "default": ""},
        {"name": "occurred_at_us", "type": "long", "default": 0}]}))
serializer = MessageSerializer(CachedSchemaRegistryClient({"url": registry}))
value = serializer.encode_record_with_schema(topic, schema, {
    "type": "access.denied", "principal": principal, "occurred_at_us": 1767225600000000})
producer = Producer({"bootstrap.servers": bootstrap, "partitioner": "murmur2_random"})
failures = []
producer.produce(topic, key=principal.encode(), value=value,
                 on_delivery=lambda error, message: failures.append(str(error)) if error else None)
producer.flush(30)
if failures:
    sys.exit(failures[0])
print(json.dumps({"written": 1}))
