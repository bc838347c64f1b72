package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README and the guides promise exists. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final List<Path> DOCUMENTS =
      Stream.of(
              "README.md",
              "infra/ACCESS.md",
              "infra/EXPERIMENTS.md",
              "infra/FEDERATION.md",
              "schemas/CONTRACT.md",
              "schemas/reference-client/README.md",
              ".github/SECURITY.md")
          .map(ROOT::resolve)
          .toList();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern COMMAND =
      Pattern.compile("infra/tributary ((?:[a-z]+ )?[a-z]+)((?: +(?:--[a-z-]+)(?: [^-\\s`#]+)?)*)");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)`");
  private static final Pattern FLAG = Pattern.compile("--[a-z-]+");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (Path document : DOCUMENTS) {
      List<String> links = all(LINK, Files.readString(document));
      assertThat(links).as(document.toString()).isNotEmpty();
      assertThat(links).allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
    }
  }

  @Test
  void everyCommandAndFlagIsKnown() throws IOException {
    var text = new StringBuilder();
    for (Path document : DOCUMENTS) {
      text.append(Files.readString(document)).append('\n');
    }
    Matcher command = COMMAND.matcher(text);
    int found = 0;
    while (command.find()) {
      found++;
      CommandLine verb = CommandTree.build(Map.of());
      for (String word : command.group(1).split(" ", -1)) {
        verb = verb.getSubcommands().get(word);
        assertThat(verb).as(command.group()).isNotNull();
      }
      Matcher flag = FLAG.matcher(command.group(2));
      while (flag.find()) {
        assertThat(verb.getCommandSpec().findOption(flag.group())).as(command.group()).isNotNull();
      }
    }
    assertThat(found).isGreaterThan(5);
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<String> named = all(TEST, Files.readString(ROOT.resolve(".github/SECURITY.md")));
    assertThat(named).hasSizeGreaterThan(10);
    List<String> present = new ArrayList<>();
    for (Path tests : testFolders()) {
      try (Stream<Path> files = Files.walk(tests)) {
        files.map(Path::getFileName).map(Path::toString).forEach(present::add);
      }
    }
    assertThat(present).containsAll(named.stream().map(test -> test + ".java").toList());
  }

  /** Of modules, and of modules below them. */
  private static List<Path> testFolders() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module :
        List.of("schemas", "client-worker", "aggregation-streams", "router-service", "infra")) {
      found.add(ROOT.resolve(module));
      try (Stream<Path> below = Files.list(ROOT.resolve(module))) {
        below.forEach(found::add);
      }
    }
    return found.stream()
        .map(module -> module.resolve("src/test/java"))
        .filter(Files::isDirectory)
        .toList();
  }

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
