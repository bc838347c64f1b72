package io.tributary.http.manage;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.http.Endpoint;
import io.tributary.http.HttpProblem;
import io.tributary.http.HttpReply;
import io.tributary.logging.LogLevel;
import io.tributary.logging.LogLevels;
import io.tributary.schemas.log.LogKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The levels of a process's loggers: {@code GET /loggers} shows them, {@code PUT /loggers/NAME}
 * with {@code {"level":"debug"}} changes one until the process ends, and {@code {"level":null}}
 * takes that back.
 */
final class LoggerEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(LoggerEndpoints.class);
  private static final String PATH = "/loggers";

  /** Longer than the longest name of a class of ours or of a library. */
  private static final int LONGEST_NAME = 200;

  private static final List<String> LEVELS =
      Arrays.stream(LogLevel.values()).map(LogLevel::wireName).toList();
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private LoggerEndpoints() {}

  static List<Endpoint> all() {
    return List.of(
        Endpoint.get(PATH, body -> all(levels())),
        Endpoint.put(PATH, (name, body) -> set(levels(), name, level(body))));
  }

  private static LogLevels levels() {
    return LogLevels.ofThisProcess()
        .orElseThrow(
            () ->
                HttpProblem.later(
                    "loggers-unavailable",
                    "levels can be changed where Logback writes the log, and here something else"
                        + " does",
                    Duration.ofMinutes(1)));
  }

  private static HttpReply all(LogLevels levels) {
    var loggers = new LinkedHashMap<String, Object>();
    levels.all().forEach((name, state) -> loggers.put(name, document(state)));
    return HttpReply.json(200, Map.of("levels", LEVELS, "loggers", loggers), Map.of());
  }

  private static HttpReply set(LogLevels levels, String name, Optional<LogLevel> level) {
    LogLevels.State state =
        Optional.of(name)
            .filter(known -> known.length() <= LONGEST_NAME)
            .flatMap(known -> levels.set(known, level))
            .orElseThrow(LoggerEndpoints::unknown);
    LOG.atInfo()
        .addKeyValue(LogKeys.LOGGER, name)
        .addKeyValue(LogKeys.LEVEL, state.effective())
        .log("level of a logger was set");
    return HttpReply.json(200, document(state), Map.of());
  }

  private static HttpProblem unknown() {
    return HttpProblem.of(
        404,
        "unknown-logger",
        "there is no logger of that name in this process",
        "Take a name that GET /loggers shows, such as io.tributary or ROOT.");
  }

  private static Map<String, Object> document(LogLevels.State state) {
    var document = new LinkedHashMap<String, Object>();
    document.put("level", state.level().orElse(null));
    document.put("effective_level", state.effective());
    return document;
  }

  /** The level that a body asks for; empty if it asks for none. */
  private static Optional<LogLevel> level(byte[] body) {
    JsonNode document = parsed(body);
    if (!document.isObject() || document.size() != 1 || !document.has("level")) {
      throw HttpProblem.at(
          "", "wrong-type", "the document must be an object with the field level alone", hint());
    }
    JsonNode level = document.get("level");
    if (level.isNull()) {
      return Optional.empty();
    }
    return Optional.of(
        Optional.of(level)
            .filter(JsonNode::isTextual)
            .flatMap(text -> LogLevel.named(text.textValue()))
            .orElseThrow(
                () ->
                    HttpProblem.at(
                        "/level",
                        "unknown-level",
                        "level must be one of " + String.join(", ", LEVELS) + ", or null",
                        hint())));
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw HttpProblem.of(400, "malformed-json", "request body must be one JSON document", hint());
    }
  }

  private static String hint() {
    return "Send {\"level\":\"debug\"}, or {\"level\":null} for the level at the start.";
  }
}
