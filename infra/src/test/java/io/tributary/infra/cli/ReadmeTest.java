package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.guide.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Everything that the README and the guides name exists: files, commands, flags and tests. */
class ReadmeTest {
  private static final Path ROOT = Repository.root();
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern COMMAND =
      Pattern.compile("infra/tributary ((?:[a-z]+ )?[a-z]+)((?: +(?:--[a-z-]+)(?: [^-\\s`#]+)?)*)");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+Test)`");
  private static final Pattern FLAG = Pattern.compile("--[a-z-]+");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    var all = new ArrayList<String>();
    for (Path document : Repository.documents()) {
      List<String> links = all(LINK, Files.readString(document));
      assertThat(links)
          .as(document.toString())
          .allSatisfy(link -> assertThat(document.resolveSibling(link)).exists());
      all.addAll(links);
    }
    assertThat(all).hasSizeGreaterThan(50);
  }

  /** From the README, or from a guide that it links to. */
  @Test
  void everyDocumentIsFound() throws IOException {
    var found = new TreeSet<Path>(List.of(ROOT.resolve("README.md")));
    for (int hop = 0; hop < 2; hop++) {
      for (Path document : List.copyOf(found)) {
        for (String link : all(LINK, Files.readString(document))) {
          Path to = document.resolveSibling(link).normalize();
          if (to.toString().endsWith(".md")) {
            found.add(to);
          }
        }
      }
    }
    assertThat(found).containsAll(Repository.documents());
  }

  @Test
  void everyCommandAndFlagIsKnown() throws IOException {
    var text = new StringBuilder();
    for (Path document : Repository.documents()) {
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
    assertThat(Repository.allSources())
        .map(Path::getFileName)
        .map(Path::toString)
        .containsAll(named.stream().map(test -> test + ".java").toList());
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
