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
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the README promises exists. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern COMMAND =
      Pattern.compile("infra/tributary ((?:[a-z]+ )?[a-z]+)((?: +(?:--[a-z-]+)(?: [^-\\s`#]+)?)*)");
  private static final Pattern FLAG = Pattern.compile("--[a-z-]+");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> links = all(LINK, readme());
    assertThat(links).isNotEmpty();
    assertThat(links).allSatisfy(link -> assertThat(ROOT.resolve(link)).exists());
  }

  @Test
  void everyCommandAndFlagIsKnown() throws IOException {
    Matcher command = COMMAND.matcher(readme());
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

  private static List<String> all(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }
}
