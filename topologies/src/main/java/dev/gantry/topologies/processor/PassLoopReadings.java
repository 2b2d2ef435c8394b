package dev.gantry.topologies.processor;

import dev.gantry.schemas.records.SensorReading;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Hands on what loops in lanes measured, keyed by sensor: series of one sensor lie apart. */
public final class PassLoopReadings
    extends ContextualProcessor<String, SensorReading, String, SensorReading> {

  @Override
  public void process(Record<String, SensorReading> record) {
    if (LoopReading.of(record.value()).isPresent()) {
      context().forward(record.withKey(record.value().getSensorId()));
    }
  }
}
