package io.tributary.infra.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.text.ByteOrderMark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses sections of keys in YAML, each key with one value or a list of values. Values stay as they
 * are written: the flag decides what {@code 2e-3} or {@code yes} means.
 *
 * @param path for messages
 */
record YamlSettings(Path path) {
  private static final YAMLFactory YAML =
      YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  List<ConfigFileSetting> parse(byte[] yaml) {
    try (YAMLParser parser = YAML.createParser(text(yaml))) {
      List<ConfigFileSetting> settings = new ArrayList<>();
      JsonToken first = parser.nextToken();
      if (first == null || isNothing(first, parser)) {
        return settings;
      }
      require(first == JsonToken.START_OBJECT, parser, "the file must hold sections of keys");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readSection(parser, settings);
      }
      require(parser.nextToken() == null, parser, "the file must hold one document only");
      return settings;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw invalid(line, e.getOriginalMessage().lines().findFirst().orElse("no YAML"), e);
    } catch (IOException e) {
      throw invalid(1, "no UTF-8 text: " + e, e);
    }
  }

  private static String text(byte[] utf8) throws CharacterCodingException {
    return ByteOrderMark.skip(
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
  }

  /**
   * Returns whether the file has comments only: Jackson returns the scalar that YAML sees there as
   * an empty text.
   */
  private static boolean isNothing(JsonToken token, YAMLParser parser) throws IOException {
    return token == JsonToken.VALUE_NULL
        || (token == JsonToken.VALUE_STRING && parser.getText().isEmpty());
  }

  private void readSection(YAMLParser parser, List<ConfigFileSetting> settings) throws IOException {
    String section = parser.currentName();
    JsonToken value = parser.nextToken();
    if (isNothing(value, parser)) {
      return; // All of its keys are commented out.
    }
    require(value == JsonToken.START_OBJECT, parser, "section " + section + " must hold keys");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int line = parser.currentLocation().getLineNr();
      String key = parser.currentName();
      settings.add(new ConfigFileSetting(section, key, value(parser, section + "." + key), line));
    }
  }

  private String value(YAMLParser parser, String name) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return scalar(parser, name);
    }
    List<String> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(scalar(parser, name));
    }
    return String.join(",", elements);
  }

  private String scalar(YAMLParser parser, String name) throws IOException {
    JsonToken token = parser.currentToken();
    boolean single = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
    require(single, parser, name + " must be one value or a list of values");
    require(!parser.isCurrentAlias(), parser, name + " must not be an alias");
    return parser.getText();
  }

  private void require(boolean holds, YAMLParser parser, String rule) {
    if (!holds) {
      throw invalid(parser.currentLocation().getLineNr(), rule, null);
    }
  }

  private Failure invalid(int line, String what, Exception cause) {
    return new Failure(
        Failure.Kind.CONFIGURATION,
        "CONFIG_INVALID",
        "the configuration file " + path + " is wrong at line " + line + ": " + what,
        "Write sections of keys, as 'config print --effective' lists them.",
        cause);
  }
}
