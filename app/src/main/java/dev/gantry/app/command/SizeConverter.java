package dev.gantry.app.command;

import dev.gantry.ingest.VideoSettings;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes such as {@code 960x540}. */
final class SizeConverter implements ITypeConverter<VideoSettings.Size> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

  @Override
  public VideoSettings.Size convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected WIDTHxHEIGHT in pixels, such as 960x540; found '" + text + "'");
    }
    try {
      return new VideoSettings.Size(
          Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
