package dev.gantry.app.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a port to listen on; 0 stands for any free one. */
final class PortConverter implements ITypeConverter<Integer> {

  private static final int HIGHEST = 65535;

  @Override
  public Integer convert(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > HIGHEST) {
      throw new TypeConversionException("expected 0 to " + HIGHEST + ", found '" + text + "'");
    }
    return Integer.valueOf(text);
  }
}
