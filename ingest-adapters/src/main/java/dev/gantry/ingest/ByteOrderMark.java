package dev.gantry.ingest;

/** The mark that some editors and shells put before a text in UTF-8. */
final class ByteOrderMark {

  private static final String MARK = "\uFEFF";

  private ByteOrderMark() {}

  /** A text without the mark. */
  static String leftOut(String text) {
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }
}
