# Reads records of a topic through the registry, in order of their offsets; prints them as JSON.
import json
import sys

from confluent_kafka import Consumer
from confluent_kafka.avro import CachedSchemaRegistryClient
from confluent_kafka.avro.serializer.message_serializer import MessageSerializer

bootstrap, registry, topic, count = sys.argv[1:]
serializer = MessageSerializer(CachedSchemaRegistryClient({"url": registry}))
consumer = Consumer({"bootstrap.servers": bootstrap, "group.id": "python",
                     "auto.offset.reset": "earliest", "isolation.level": "read_committed"})
consumer.subscribe([topic])
records = []
for _ in range(600):
    message = consumer.poll(0.1)
    if message is None:
        continue
    if message.error():
        sys.exit(str(message.error()))
    records.append({"key": message.key().decode(), "offset": message.offset(),
                    "value": serializer.decode_message(message.value())})
    if len(records) == int(count):
        break
consumer.close()
print(json.dumps(sorted(records, key=lambda record: record["offset"])))
