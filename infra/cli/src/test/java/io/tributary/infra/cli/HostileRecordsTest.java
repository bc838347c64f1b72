package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.operate.HostileRecords;
import io.tributary.infra.operate.HostileRecords.Hostile;
import io.tributary.infra.operate.SentFederation;
import io.tributary.testkit.KafkaBroker;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every verb that reads topics, on topics in which strangers wrote whatever they like: it answers,
 * or fails as documented, tells what it left out, and writes nothing that a terminal obeys.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileRecordsTest {
  @RegisterExtension static final KafkaBroker KAFKA = new KafkaBroker();

  private static final int OUR_BUG = 5;

  private static final List<String> VERBS =
      List.of(
          "clients ls",
          "clients show ward",
          "clients show evil",
          "clients block ward --why x --dry-run",
          "clients block e* --why x --dry-run",
          "clusters ls",
          "clusters show c0",
          "updates ls --limit 1000000",
          "updates show ward/0#1",
          "updates show evil/0#1",
          "quarantine ls --limit 1000000",
          "quarantine show evil/0#1",
          "quarantine release evil/0#1 --why x --dry-run",
          "quarantine discard evil/0#1 --why x --dry-run",
          "adapters ls",
          "adapters show c0",
          "lineage show c0",
          "lineage show ward/0#1",
          "status",
          "status --watch --times 2 --interval 1ms");

  private static SentFederation federation;
  private static HostileRecords hostile;

  @BeforeAll
  static void send() {
    federation = new SentFederation(KAFKA, 1);
    federation.publishContract();
    federation.announce("ward");
    federation.send("ward", 1, 1);
    hostile = new HostileRecords(federation);
  }

  @AfterAll
  static void close() {
    federation.close();
  }

  /** Between them they read every topic that verbs read. */
  private static final List<String> READERS =
      List.of(
          "clients ls",
          "clusters ls",
          "updates ls",
          "quarantine ls",
          "clients show ward",
          "status");

  @Test
  @Order(1)
  void keysThatNameNothing() {
    survive(hostile.keys());
    assertSkipped("clients ls", "bad_tombstone", "foreign_key");
  }

  @Test
  @Order(2)
  void bytesThatAreNoRecord() {
    survive(hostile.bytes());
    assertSkipped("updates ls", "undecodable");
  }

  @Test
  @Order(3)
  void valuesBeyondAllBounds() {
    survive(hostile.extremes());
    everyVerbAnswers();
    assertSkipped("clients ls", "refused");
  }

  private static void survive(List<Hostile> batch) {
    batch.forEach(one -> federation.sendRaw(one.topic(), one.key(), one.value()));
    for (String verb : READERS) {
      VerbRun json = run(verb + " --format jsonl");
      assertThat(json.code()).as(verb).isZero();
      assertThat(json.out().lines()).as(verb).allMatch(line -> parsed(line).has("status"));
      assertHarmless(verb, json.out());
    }
  }

  /** The last batch lies on top of the others, so that all verbs meet all of them. */
  private static void everyVerbAnswers() {
    for (String verb : VERBS) {
      VerbRun text = run(verb);
      assertThat(text.code()).as(verb + ": " + head(text)).isNotEqualTo(OUR_BUG).isBetween(0, 4);
      assertThat(text.err()).as(verb).doesNotContain("INTERNAL_ERROR");
      assertHarmless(verb, text.out());
      assertHarmless(verb, text.err());
    }
  }

  private static void assertSkipped(String verb, String... kinds) {
    JsonNode skipped = parsed(run(verb + " --format json").out()).path("skipped");
    assertThat(skipped.findValuesAsText("kind")).as(skipped.toString()).contains(kinds);
    assertThat(run(verb).err()).contains("not shown (" + kinds[0] + ")");
  }

  private static void assertHarmless(String verb, String shown) {
    assertThat(shown.codePoints().filter(c -> c != '\n' && isObeyed(c)).boxed()).as(verb).isEmpty();
  }

  private static boolean isObeyed(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.FORMAT;
  }

  private static String head(VerbRun run) {
    String all = run.err() + run.out();
    return all.substring(0, Math.min(2000, all.length()));
  }

  private static JsonNode parsed(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (Exception e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  private static VerbRun run(String verb) {
    return VerbRun.of(federation.flags(), verb.split(" "));
  }
}
