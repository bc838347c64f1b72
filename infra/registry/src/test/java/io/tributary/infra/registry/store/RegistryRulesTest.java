package io.tributary.infra.registry.store;

import static io.tributary.infra.registry.NoteSchemas.INCOMPATIBLE;
import static io.tributary.infra.registry.NoteSchemas.LONGER;
import static io.tributary.infra.registry.NoteSchemas.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.registry.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which changes a subject takes: by its compatibility, and by its mode. */
class RegistryRulesTest {
  @TempDir Path dir;
  private Registry registry;
  private Caller caller;

  @BeforeEach
  void open() throws IOException {
    registry = Registry.open(dir);
    caller = new Caller(registry);
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  @Test
  void refusesSchemasThatReadersCouldNotRead() {
    caller.register("notes-value", NOTE);
    String versions = "POST /subjects/notes-value/versions";
    assertThat(caller.refusal(versions, Caller.body(INCOMPATIBLE))).isEqualTo("409/409");
    assertThat(caller.ok("GET /subjects/notes-value/versions")).isEqualTo("[1]");
    String check = "POST /compatibility/subjects/notes-value/versions";
    assertThat(caller.ok(check, Caller.body(LONGER))).isEqualTo("{\"is_compatible\":true}");
    assertThat(caller.ok(check + "/latest?verbose=true", Caller.body(INCOMPATIBLE)))
        .startsWith("{\"is_compatible\":false,\"messages\":[\"READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(caller.refusal(check + "/2", Caller.body(LONGER))).isEqualTo("404/40402");
    assertThat(caller.ok("POST /compatibility/subjects/none/versions/latest", Caller.body(NOTE)))
        .isEqualTo("{\"is_compatible\":true}");

    caller.ok("PUT /config/notes-value", "{\"compatibility\":\"none\"}");
    caller.ok(versions, Caller.body(INCOMPATIBLE));
  }

  @Test
  void everyRuleLooksItsWay() {
    // Each step drops or adds a field: with a default in one direction only.
    String gone = "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[]}";
    Map<String, List<Boolean>> allowed =
        Map.of(
            "NONE", List.of(true, true),
            "BACKWARD", List.of(true, false),
            "BACKWARD_TRANSITIVE", List.of(true, false),
            "FORWARD", List.of(false, true),
            "FORWARD_TRANSITIVE", List.of(false, true),
            "FULL", List.of(false, false),
            "FULL_TRANSITIVE", List.of(false, false));
    allowed.forEach(
        (rule, verdicts) -> {
          String subject = rule + "-value";
          caller.ok("PUT /config/" + subject, Caller.json(Map.of("compatibility", rule)));
          caller.register(subject, NOTE);
          assertThat(List.of(fits(subject, gone), fits(subject, INCOMPATIBLE)))
              .as(rule)
              .isEqualTo(verdicts);
        });
  }

  @Test
  void onlyTransitiveRulesLookBeyondTheLastVersion() {
    String other =
        "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[{\"name\":\"text\",\"type\":\"int\"}]}";
    String gone = "{\"type\":\"record\",\"name\":\"Note\",\"fields\":[]}";
    for (String rule : List.of("BACKWARD", "BACKWARD_TRANSITIVE")) {
      String subject = rule + "-value";
      caller.ok("PUT /config/" + subject, Caller.json(Map.of("compatibility", rule)));
      caller.register(subject, NOTE);
      caller.register(subject, gone);
      String withDefault = other.replace("\"int\"}", "\"int\",\"default\":0}");
      assertThat(fits(subject, withDefault)).as(rule).isEqualTo(rule.equals("BACKWARD"));
    }
  }

  private boolean fits(String subject, String schema) {
    String request = "POST /compatibility/subjects/" + subject + "/versions";
    return Caller.tree(caller.ok(request, Caller.body(schema))).path("is_compatible").asBoolean();
  }

  @Test
  void settingsHaveADefaultAndAreRefusedIfUnknown() {
    assertThat(caller.ok("GET /config"))
        .isEqualTo("{\"compatibilityLevel\":\"BACKWARD_TRANSITIVE\"}");
    assertThat(caller.ok("PUT /config", "{\"compatibility\":\"FULL\"}"))
        .isEqualTo("{\"compatibility\":\"FULL\"}");
    assertThat(caller.ok("GET /config/any?defaultToGlobal=true"))
        .isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
    assertThat(caller.ok("DELETE /config")).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
    assertThat(caller.ok("GET /config")).contains("BACKWARD_TRANSITIVE");
    assertThat(caller.refusal("PUT /config", "{\"compatibility\":\"SOME\"}"))
        .isEqualTo("422/42203");
    assertThat(caller.ok("GET /mode")).isEqualTo("{\"mode\":\"READWRITE\"}");
    assertThat(caller.refusal("PUT /mode", "{\"mode\":\"SOME\"}")).isEqualTo("422/42204");
  }

  @Test
  void aReadOnlySubjectTakesNoChange() {
    caller.register("notes-value", NOTE);
    assertThat(caller.ok("PUT /mode/notes-value", "{\"mode\":\"READONLY\"}"))
        .isEqualTo("{\"mode\":\"READONLY\"}");
    assertThat(caller.refusal("POST /subjects/notes-value/versions", Caller.body(LONGER)))
        .isEqualTo("422/42205");
    assertThat(caller.refusal("DELETE /subjects/notes-value")).isEqualTo("422/42205");
    assertThat(caller.register("notes-value", NOTE)).isEqualTo(1);
    assertThat(caller.ok("DELETE /mode/notes-value")).isEqualTo("{\"mode\":\"READONLY\"}");
    assertThat(caller.register("notes-value", LONGER)).isEqualTo(2);
  }

  @Test
  void importsSchemasWithTheIdsThatRecordsCarry() {
    String versions = "POST /subjects/notes-value/versions";
    String carried = Caller.json(Map.of("schema", NOTE, "id", 41, "version", 7));
    assertThat(caller.refusal(versions, carried)).isEqualTo("422/42205");
    caller.ok("PUT /mode/notes-value", "{\"mode\":\"IMPORT\"}");
    assertThat(caller.ok(versions, carried)).isEqualTo("{\"id\":41}");
    assertThat(caller.refusal(versions, Caller.body(LONGER))).isEqualTo("422/42205");
    assertThat(caller.refusal(versions, Caller.json(Map.of("schema", LONGER, "id", 41))))
        .isEqualTo("422/42205");
    assertThat(
            caller.refusal(versions, Caller.json(Map.of("schema", LONGER, "id", 42, "version", 7))))
        .isEqualTo("422/42205");
    assertThat(caller.ok("GET /subjects/notes-value/versions")).isEqualTo("[7]");
    caller.ok("DELETE /mode/notes-value");
    assertThat(caller.register("notes-value", LONGER)).isEqualTo(42);
    assertThat(caller.refusal("PUT /mode/notes-value", "{\"mode\":\"IMPORT\"}"))
        .isEqualTo("422/42205");
    caller.ok("PUT /mode/notes-value?force=true", "{\"mode\":\"IMPORT\"}");
  }
}
