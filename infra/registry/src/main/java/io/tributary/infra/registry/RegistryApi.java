package io.tributary.infra.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.infra.registry.store.Registry;
import io.tributary.infra.registry.store.RegistryRefusal;
import io.tributary.schemas.log.LogKeys;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Implements Confluent's REST API, for schemas in Avro without references. A permanently deleted
 * schema's id still answers, because records may carry it; {@code normalize} has no effect, because
 * texts are compared as Avro writes them.
 */
public final class RegistryApi {
  /** The path of the registry of earlier releases, which scripts may still use. */
  static final String EARLIER_PATH = "/apis/ccompat/v7";

  private static final Logger LOG = LoggerFactory.getLogger(RegistryApi.class);
  private static final JsonMapper MAPPER = new JsonMapper();

  /**
   * The content types of bodies. A browser's page of another origin cannot send these without
   * asking first, which is refused.
   */
  private static final List<String> BODIES =
      List.of(
          "application/vnd.schemaregistry.v1+json",
          "application/vnd.schemaregistry+json",
          "application/json");

  private final List<RegistryRoute> routes = new ArrayList<>();

  RegistryApi(Registry registry) {
    routes.addAll(new SubjectRoutes(registry).routes());
    routes.addAll(new SchemaRoutes(registry).routes());
    routes.addAll(new SettingRoutes(registry).routes());
  }

  /**
   * A request as it was received.
   *
   * @param path percent-encoded
   * @param query percent-encoded, may be null
   * @param contentType of the body, may be null
   */
  record Question(String method, String path, String query, String contentType, byte[] body) {}

  /**
   * The response to one request of a client.
   *
   * @param status of HTTP
   * @param allow methods that a path supports, where the requested one is not among them
   * @param json the body
   */
  public record Answer(int status, Optional<String> allow, String json) {}

  /** Answers a request; every exception becomes an answer with an error code. */
  Answer answer(Question question) {
    try {
      return found(question);
    } catch (RegistryRefusal e) {
      return refusal(e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKeys.METHOD, question.method())
          .addKeyValue(LogKeys.PATH, question.path())
          .log("request failed");
      return refusal(new RegistryRefusal(500, 50001, "Error in the registry: " + e));
    }
  }

  static Answer refusal(RegistryRefusal e) {
    var body = new LinkedHashMap<String, Object>();
    body.put("error_code", e.code());
    body.put("message", e.getMessage());
    return new Answer(e.status(), Optional.empty(), json(body));
  }

  private Answer found(Question question) {
    List<String> path = parts(question.path());
    String method = question.method().equals("HEAD") ? "GET" : question.method();
    var others = new ArrayList<String>();
    for (RegistryRoute route : routes) {
      Optional<Map<String, String>> named = route.match(path);
      if (named.isPresent() && route.method().equals(method)) {
        requireJson(question);
        Object answer =
            route
                .answer()
                .apply(new RegistryRequest(named.get(), query(question.query()), question.body()));
        return new Answer(200, Optional.empty(), json(answer));
      }
      named.ifPresent(parts -> others.add(route.method()));
    }
    if (others.isEmpty()) {
      throw RegistryRefusal.noPath(question.path());
    }
    String allow = others.stream().sorted().collect(Collectors.joining(", "));
    Answer refused = refusal(new RegistryRefusal(405, 405, "HTTP 405 Method Not Allowed"));
    return new Answer(refused.status(), Optional.of(allow), refused.json());
  }

  private static void requireJson(Question question) {
    if (question.method().equals("POST") || question.method().equals("PUT")) {
      String type =
          Optional.ofNullable(question.contentType()).orElse("").split(";", -1)[0].strip();
      if (!BODIES.contains(type)) {
        throw new RegistryRefusal(
            415, 415, "HTTP 415 Unsupported Media Type: the body must be one of " + BODIES);
      }
    }
  }

  private static List<String> parts(String path) {
    String rest =
        (path + "/").startsWith(EARLIER_PATH + "/") ? path.substring(EARLIER_PATH.length()) : path;
    var parts = new ArrayList<String>();
    for (String part : rest.split("/", -1)) {
      parts.add(decoded(part.replace("+", "%2B")));
    }
    // The parts before the first slash and after a last one are empty.
    parts.remove(0);
    if (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
      parts.remove(parts.size() - 1);
    }
    return parts;
  }

  private static Map<String, String> query(String query) {
    var parameters = new HashMap<String, String>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        String[] sides = pair.split("=", 2);
        parameters.put(decoded(sides[0]), sides.length == 2 ? decoded(sides[1]) : "");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RegistryRefusal(400, 400, "HTTP 400 Bad Request: " + e.getMessage());
    }
  }

  private static String json(Object answer) {
    if (answer instanceof RegistryRoute.Verbatim verbatim) {
      return verbatim.json();
    }
    try {
      return MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists, texts and numbers can be written", e);
    }
  }
}
