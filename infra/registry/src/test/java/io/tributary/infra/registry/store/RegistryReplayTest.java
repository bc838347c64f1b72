package io.tributary.infra.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.infra.registry.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** A registry that was killed answers as before. */
class RegistryReplayTest {
  private static final List<String> QUESTIONS =
      List.of(
          "GET /schemas?deleted=true",
          "GET /subjects",
          "GET /subjects?deleted=true",
          "GET /config",
          "GET /mode",
          "GET /config/a",
          "GET /mode/a",
          "GET /config/b",
          "GET /mode/b",
          "GET /schemas/ids/1?fetchMaxId=true",
          "GET /schemas/ids/2",
          "GET /schemas/ids/3");

  private Path dir;

  @BeforeTry
  void make() throws IOException {
    dir = Files.createTempDirectory("registry-replay");
  }

  @AfterTry
  void drop() throws IOException {
    for (String file : List.of(RegistryJournal.FILE, "registry.lock")) {
      Files.deleteIfExists(dir.resolve(file));
    }
    Files.delete(dir);
  }

  @Property(tries = 60)
  void anyChangesAreThereAfterARestart(@ForAll("requests") List<String[]> requests)
      throws IOException {
    List<String> before;
    try (Registry registry = Registry.open(dir)) {
      var caller = new Caller(registry);
      requests.forEach(request -> caller.ask(request[0], request[1]));
      before = answers(caller);
    }
    try (Registry registry = Registry.open(dir)) {
      assertThat(answers(new Caller(registry))).isEqualTo(before);
    }
  }

  /** The power fails while the last change is written: it is there, or it is not. */
  @Property(tries = 60)
  void anUnfinishedLastLineIsNoChange(@ForAll("requests") List<String[]> requests, @ForAll int cut)
      throws IOException {
    var states = new ArrayList<List<String>>();
    try (Registry registry = Registry.open(dir)) {
      var caller = new Caller(registry);
      states.add(answers(caller));
      for (String[] request : requests) {
        caller.ask(request[0], request[1]);
        states.add(answers(caller));
      }
    }
    byte[] whole = Files.readAllBytes(dir.resolve(RegistryJournal.FILE));
    byte[] kept = Arrays.copyOf(whole, Math.floorMod(cut, whole.length + 1));
    Files.write(dir.resolve(RegistryJournal.FILE), kept);
    List<String> after;
    try (Registry registry = Registry.open(dir)) {
      after = answers(new Caller(registry));
      assertThat(states).contains(after);
      new Caller(registry).ok("PUT /mode/one-more", "{\"mode\":\"READWRITE\"}");
      new Caller(registry).register("one-more", "\"bytes\"");
    }
    try (Registry registry = Registry.open(dir)) {
      assertThat(new Caller(registry).ok("GET /subjects")).contains("one-more");
    }
  }

  @Example
  void aLineThatIsNoChangeIsNamedAndNothingIsLost() throws IOException {
    try (Registry registry = Registry.open(dir)) {
      new Caller(registry).register("a", "\"int\"");
    }
    Path file = dir.resolve(RegistryJournal.FILE);
    for (String line :
        List.of("", "x", "{}", "[]", "[{}]", "[{\"key\":{\"keytype\":\"SCHEMA\"},\"value\":{}}]")) {
      String before = Files.readString(file);
      Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
      assertThatThrownBy(() -> Registry.open(dir))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("line 2 of " + file);
      assertThat(Files.readString(file)).isEqualTo(before + line + "\n");
      Files.write(file, before.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Example
  void aSecondRegistryOnTheSameDirectoryIsRefused() throws IOException {
    try (Registry registry = Registry.open(dir)) {
      assertThat(new Caller(registry).ok("GET /subjects")).isEqualTo("[]");
      assertThatThrownBy(() -> Registry.open(dir))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is locked by another running registry");
    }
  }

  private static List<String> answers(Caller caller) {
    return QUESTIONS.stream().map(question -> caller.ask(question, "").json()).toList();
  }

  @Provide
  Arbitrary<List<String[]>> requests() {
    Arbitrary<String> subject = Arbitraries.of("a", "b");
    Arbitrary<String> schema = Arbitraries.of("\"int\"", "\"long\"", "\"string\"", "nonsense");
    Arbitrary<String> setting =
        Arbitraries.of("NONE", "FULL", "BACKWARD", "READONLY", "READWRITE", "IMPORT");
    Arbitrary<String[]> register =
        Combinators.combine(subject, schema)
            .as((s, text) -> new String[] {"POST /subjects/" + s + "/versions", Caller.body(text)});
    Arbitrary<String[]> delete =
        Combinators.combine(
                subject,
                Arbitraries.of("", "/versions/1", "/versions/latest"),
                Arbitraries.of("", "?permanent=true"))
            .as((s, version, how) -> new String[] {"DELETE /subjects/" + s + version + how, ""});
    Arbitrary<String[]> set =
        Combinators.combine(
                Arbitraries.of("/config", "/mode"), Arbitraries.of("", "/a", "/b"), setting)
            .as(
                (what, whose, value) ->
                    new String[] {
                      "PUT " + what + whose + "?force=true",
                      "{\"compatibility\":\"%s\",\"mode\":\"%s\"}".formatted(value, value)
                    });
    return Arbitraries.frequencyOf(Tuple.of(4, register), Tuple.of(2, delete), Tuple.of(1, set))
        .list()
        .ofMaxSize(20);
  }
}
