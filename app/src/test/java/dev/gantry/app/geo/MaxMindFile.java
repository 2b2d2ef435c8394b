package dev.gantry.app.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A MaxMind database of a few IPv4 networks: a binary tree over the bits of addresses, then data,
 * then metadata behind a marker (MaxMind DB File Format 2.0).
 */
public final class MaxMindFile {

  private static final byte[] MARKER =
      "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
  private static final int RECORD_BITS = 24;
  private static final int SEPARATOR_BYTES = 16;
  private static final int EMPTY = -1;
  private static final int LARGEST_SHORT_SIZE = 29;

  /** Both branches of each node: another node, {@link #EMPTY}, or below that where data begins. */
  private final List<int[]> nodes = new ArrayList<>();

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** A database that knows of no address. */
  public MaxMindFile() {
    nodes.add(new int[] {EMPTY, EMPTY});
  }

  /**
   * Adds a network of a city.
   *
   * @param network such as {@code 203.0.113.0/24}; not within another one
   */
  public MaxMindFile city(String network, String country, double latitude, double longitude) {
    return network(
        network,
        Map.of(
            "country", Map.of("iso_code", country),
            "location", Map.of("latitude", latitude, "longitude", longitude)));
  }

  /** Adds a network of which the country is known and no more. */
  public MaxMindFile country(String network, String country) {
    return network(network, Map.of("country", Map.of("iso_code", country)));
  }

  private MaxMindFile network(String network, Map<String, ?> found) {
    int offset = data.size();
    encode(data, found);
    String[] parts = network.split("/", 2);
    byte[] address = address(parts[0]);
    int length = Integer.parseInt(parts[1]);
    int node = 0;
    for (int i = 0; i < length - 1; i++) {
      int[] branches = nodes.get(node);
      int bit = bit(address, i);
      if (branches[bit] == EMPTY) {
        branches[bit] = nodes.size();
        nodes.add(new int[] {EMPTY, EMPTY});
      }
      node = branches[bit];
    }
    nodes.get(node)[bit(address, length - 1)] = EMPTY - 1 - offset;
    return this;
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static int bit(byte[] address, int index) {
    return (address[index / 8] >> (7 - index % 8)) & 1;
  }

  /** Writes it. */
  public Path writeTo(Path file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int[] branches : nodes) {
      for (int branch : branches) {
        number(bytes, pointer(branch), RECORD_BITS / 8);
      }
    }
    bytes.writeBytes(new byte[SEPARATOR_BYTES]);
    bytes.writeBytes(data.toByteArray());
    bytes.writeBytes(MARKER);
    encode(bytes, metadata());
    try {
      return Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long pointer(int branch) {
    if (branch >= 0) {
      return branch;
    }
    return branch == EMPTY ? nodes.size() : nodes.size() + SEPARATOR_BYTES + EMPTY - 1 - branch;
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("binary_format_major_version", (short) 2);
    metadata.put("binary_format_minor_version", (short) 0);
    metadata.put("build_epoch", 1_767_225_600L);
    metadata.put("database_type", "Test-City");
    metadata.put("description", Map.of("en", "a few networks"));
    metadata.put("ip_version", (short) 4);
    metadata.put("languages", List.of("en"));
    metadata.put("node_count", nodes.size());
    metadata.put("record_size", (short) RECORD_BITS);
    return metadata;
  }

  private static void encode(ByteArrayOutputStream out, Object value) {
    if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      control(out, 2, bytes.length);
      out.writeBytes(bytes);
    } else if (value instanceof Double number) {
      control(out, 3, Double.BYTES);
      number(out, Double.doubleToLongBits(number), Double.BYTES);
    } else if (value instanceof Short number) {
      control(out, 5, Short.BYTES);
      number(out, number, Short.BYTES);
    } else if (value instanceof Integer number) {
      control(out, 6, Integer.BYTES);
      number(out, number, Integer.BYTES);
    } else if (value instanceof Map<?, ?> map) {
      control(out, 7, map.size());
      map.forEach(
          (key, inner) -> {
            encode(out, key);
            encode(out, inner);
          });
    } else if (value instanceof Long number) {
      control(out, 9, Long.BYTES);
      number(out, number, Long.BYTES);
    } else if (value instanceof List<?> list) {
      control(out, 11, list.size());
      list.forEach(inner -> encode(out, inner));
    } else {
      throw new IllegalArgumentException("no type for " + value);
    }
  }

  /** Type in the upper three bits, or beyond 7 in a byte of its own; size in the lower five. */
  private static void control(ByteArrayOutputStream out, int type, int size) {
    if (size >= LARGEST_SHORT_SIZE) {
      throw new IllegalArgumentException("expected a size below 29, found " + size);
    }
    out.write(type <= 7 ? type << 5 | size : size);
    if (type > 7) {
      out.write(type - 7);
    }
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.write((int) (value >> shift) & 0xff);
    }
  }
}
