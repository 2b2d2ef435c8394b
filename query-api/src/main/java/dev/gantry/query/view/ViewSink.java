package dev.gantry.query.view;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes in the records of a topic one by one, always from the same thread.
 *
 * @param <V> decoded value
 */
@FunctionalInterface
public interface ViewSink<V> {

  /**
   * Takes in a record.
   *
   * @param source the record as read
   * @param value its value, decoded
   * @param live false for records that were already there when the view started
   */
  void accept(ConsumerRecord<byte[], byte[]> source, V value, boolean live);

  /** Takes in a record without a value; most topics have none, so that they are left out. */
  default void acceptEmpty(ConsumerRecord<byte[], byte[]> source, boolean live) {}
}
