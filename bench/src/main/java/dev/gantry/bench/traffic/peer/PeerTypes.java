package dev.gantry.bench.traffic.peer;

import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple4;

/** Types of what goes from task to task: records stay the bytes that they are in Kafka. */
final class PeerTypes {

  /** Key and record. */
  static final TypeInformation<Tuple2<String, byte[]>> KEYED_BYTES =
      Types.TUPLE(Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Camera, partition, offset and record. */
  static final TypeInformation<Tuple4<String, Integer, Long, byte[]>> FRAME =
      Types.TUPLE(
          Types.STRING,
          Types.INT,
          Types.LONG,
          PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  private PeerTypes() {}
}
