package io.tributary.infra.registry.store;

import static io.tributary.infra.registry.NoteSchemas.LONGER;
import static io.tributary.infra.registry.NoteSchemas.NOTE;
import static io.tributary.infra.registry.NoteSchemas.STRING;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.registry.Caller;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryApiTest {
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
  void equalSchemasHaveOneIdWhereverAndHoweverTheyAreWritten() {
    int id = caller.register("notes-value", NOTE);
    assertThat(caller.register("notes-value", NOTE.replace(",", " ,\n "))).isEqualTo(id);
    assertThat(caller.register("others-value", NOTE)).isEqualTo(id);
    assertThat(caller.register("words-value", "{\"type\":\"string\"}")).isEqualTo(id + 1);
    assertThat(caller.register("others-key", STRING)).isEqualTo(id + 1);
    assertThat(caller.ok("GET /subjects/notes-value/versions")).isEqualTo("[1]");
    assertThat(caller.ok("GET /schemas/ids/1/subjects"))
        .isEqualTo("[\"notes-value\",\"others-value\"]");
    assertThat(Caller.tree(caller.ok("GET /schemas/ids/1/versions")).toString())
        .contains("notes-value", "others-value");
  }

  @Test
  void answersASchemaByItsIdAndByItsVersion() {
    caller.register("notes-value", NOTE);
    caller.register("notes-value", LONGER);
    assertThat(caller.ok("GET /schemas/ids/2/schema")).isEqualTo(LONGER);
    assertThat(Caller.tree(caller.ok("GET /schemas/ids/2?fetchMaxId=true")))
        .isEqualTo(Caller.tree(Caller.json(Map.of("schema", LONGER, "maxId", 2))));
    String latest = caller.ok("GET /subjects/notes-value/versions/latest");
    assertThat(Caller.tree(latest))
        .isEqualTo(
            Caller.tree(
                Caller.json(
                    Map.of("subject", "notes-value", "version", 2, "id", 2, "schema", LONGER))));
    assertThat(caller.ok("GET /subjects/notes-value/versions/-1")).isEqualTo(latest);
    assertThat(caller.ok("POST /subjects/notes-value", Caller.body(LONGER))).isEqualTo(latest);
    assertThat(caller.ok("GET /subjects/notes-value/versions/1/schema")).isEqualTo(NOTE);
    assertThat(caller.ok("GET /subjects/notes-value/versions/1/referencedby")).isEqualTo("[]");
    assertThat(caller.ok("GET /schemas/types")).isEqualTo("[\"AVRO\"]");
  }

  @Test
  void listsAllSchemasByPrefixAndPage() {
    caller.register("a-value", NOTE);
    caller.register("a-value", LONGER);
    caller.register("b-value", STRING);
    assertThat(listed("GET /schemas")).containsExactly("a-value 1", "a-value 2", "b-value 1");
    assertThat(listed("GET /schemas?latestOnly=true")).containsExactly("a-value 2", "b-value 1");
    assertThat(listed("GET /schemas?subjectPrefix=b")).containsExactly("b-value 1");
    assertThat(listed("GET /schemas?offset=1&limit=1")).containsExactly("a-value 2");
    assertThat(listed("GET /schemas?limit=-1")).hasSize(3);
    assertThat(caller.ok("GET /subjects?subjectPrefix=a")).isEqualTo("[\"a-value\"]");
    assertThat(caller.refusal("GET /schemas?limit=many")).isEqualTo("422/422");
  }

  private List<String> listed(String request) {
    var names = new ArrayList<String>();
    Caller.tree(caller.ok(request))
        .forEach(v -> names.add(v.path("subject").asText() + " " + v.path("version").asInt()));
    return names;
  }

  @Test
  void saysWhatIsMissingInConfluentsCodes() {
    caller.register("notes-value", NOTE);
    String none = "404/40401";
    assertThat(caller.refusal("GET /subjects/none/versions")).isEqualTo(none);
    assertThat(caller.refusal("GET /subjects/none/versions/1")).isEqualTo(none);
    assertThat(caller.refusal("POST /subjects/none", Caller.body(NOTE))).isEqualTo(none);
    assertThat(caller.refusal("DELETE /subjects/none")).isEqualTo(none);
    assertThat(caller.refusal("GET /subjects/notes-value/versions/2")).isEqualTo("404/40402");
    assertThat(caller.refusal("GET /schemas/ids/2")).isEqualTo("404/40403");
    assertThat(caller.refusal("GET /schemas/ids/x/schema")).isEqualTo("404/40403");
    assertThat(caller.refusal("POST /subjects/notes-value", Caller.body(LONGER)))
        .isEqualTo("404/40403");
    assertThat(caller.refusal("GET /config/notes-value")).isEqualTo("404/40408");
    assertThat(caller.refusal("GET /mode/notes-value")).isEqualTo("404/40409");
    assertThat(caller.refusal("GET /nowhere")).isEqualTo("404/404");
    for (String version : List.of("0", "-2", "x", "2147483648")) {
      assertThat(caller.refusal("GET /subjects/notes-value/versions/" + version))
          .isEqualTo("422/42202");
    }
  }

  @Test
  void idsAnswerEvenAfterTheirSubjectWasDeletedForGood() {
    caller.register("notes-value", NOTE);
    caller.register("notes-value", LONGER);
    assertThat(caller.refusal("DELETE /subjects/notes-value/versions/1?permanent=true"))
        .isEqualTo("404/40407");
    assertThat(caller.ok("DELETE /subjects/notes-value/versions/1")).isEqualTo("1");
    assertThat(caller.refusal("DELETE /subjects/notes-value/versions/1")).isEqualTo("404/40406");
    assertThat(caller.ok("GET /subjects/notes-value/versions")).isEqualTo("[2]");
    assertThat(caller.refusal("DELETE /subjects/notes-value?permanent=true"))
        .isEqualTo("404/40405");
    assertThat(caller.ok("DELETE /subjects/notes-value")).isEqualTo("[2]");
    assertThat(caller.refusal("DELETE /subjects/notes-value")).isEqualTo("404/40404");
    assertThat(caller.ok("GET /subjects")).isEqualTo("[]");
    assertThat(caller.ok("GET /subjects?deleted=true")).isEqualTo("[\"notes-value\"]");
    assertThat(caller.ok("DELETE /subjects/notes-value?permanent=true")).isEqualTo("[1,2]");
    assertThat(caller.ok("GET /subjects?deleted=true")).isEqualTo("[]");
    assertThat(caller.ok("GET /schemas/ids/2/schema")).isEqualTo(LONGER);
    // Neither ids nor version numbers are given again.
    assertThat(caller.register("notes-value", STRING)).isEqualTo(3);
    assertThat(caller.ok("GET /subjects/notes-value/versions")).isEqualTo("[3]");
  }

  @Test
  void refusesWhatIsNoSchema() {
    String versions = "POST /subjects/notes-value/versions";
    String invalid = "422/42201";
    assertThat(caller.refusal(versions, Caller.body("{\"type\":\"nope\"}"))).isEqualTo(invalid);
    assertThat(caller.refusal(versions, "{}")).isEqualTo(invalid);
    assertThat(caller.refusal(versions, Caller.json(Map.of("schema", "{}", "schemaType", "JSON"))))
        .isEqualTo(invalid);
    assertThat(
            caller.refusal(
                versions,
                Caller.json(Map.of("schema", NOTE, "references", List.of(Map.of("name", "x"))))))
        .isEqualTo(invalid);
    assertThat(
            caller.refusal(
                versions, Caller.body("\"" + "x".repeat(CanonicalAvro.MAX_CHARS) + "\"")))
        .isEqualTo(invalid);
    assertThat(caller.refusal(versions, "[1]")).isEqualTo("422/422");
    assertThat(caller.refusal(versions, "{\"schema\":")).isEqualTo("422/422");
    assertThat(caller.refusal("POST /subjects/%01/versions", Caller.body(NOTE)))
        .isEqualTo("422/42208");
    assertThat(caller.refusal("POST /subjects/" + "x".repeat(513) + "/versions", Caller.body(NOTE)))
        .isEqualTo("422/42208");
    assertThat(caller.ok("GET /subjects?deleted=true")).isEqualTo("[]");
  }

  @Test
  void schemasNestedWithoutEndAreRefusedAndTheNextIsTaken() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(2_000) + STRING + "}".repeat(2_000);
    assertThat(caller.refusal("POST /subjects/deep-value/versions", Caller.body(deep)))
        .isEqualTo("422/42201");
    String chain = chain(850);
    assertThat(chain.length()).isLessThan(CanonicalAvro.MAX_CHARS);
    caller.register("chain-value", chain);
    String other = chain.replace("\"f\"", "\"g\"");
    assertThat(caller.ask("POST /subjects/chain-value/versions", Caller.body(other)).status())
        .isIn(409, 422);
    assertThat(caller.register("notes-value", NOTE)).isPositive();
  }

  /** Flat to write, but each record holds the one before it. */
  private static String chain(int length) {
    var types = new StringBuilder("[{\"type\":\"record\",\"name\":\"R0\",\"fields\":[]}");
    for (int i = 1; i < length; i++) {
      types.append(
          ",{\"type\":\"record\",\"name\":\"R%d\",\"fields\":[{\"name\":\"f\",\"type\":\"R%d\"}]}"
              .formatted(i, i - 1));
    }
    return types.append(']').toString();
  }

  @Test
  void answersUnderThePathOfEarlierReleasesToo() {
    caller.register("notes-value", NOTE);
    assertThat(caller.ok("GET /apis/ccompat/v7/subjects")).isEqualTo("[\"notes-value\"]");
    assertThat(caller.ok("GET /apis/ccompat/v7")).isEqualTo("{}");
    assertThat(caller.refusal("GET /apis/ccompat/v8/subjects")).isEqualTo("404/404");
  }

  @Test
  void namesInPathsArePercentEncoded() {
    caller.register("a%2Fb%20%2B+c", NOTE);
    assertThat(caller.ok("GET /subjects")).isEqualTo("[\"a/b ++c\"]");
    assertThat(caller.refusal("GET /subjects/%zz/versions")).isEqualTo("400/400");
  }

  @Test
  void otherMethodsLearnWhichArePossible() {
    var answer = caller.ask("PATCH /subjects/x", "{}");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.allow()).hasValue("DELETE, POST");
    assertThat(caller.ok("HEAD /subjects")).isEqualTo("[]");
  }
}
