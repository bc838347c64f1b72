package io.tributary.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.config.ConfigKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Proofs, experiments and benchmarks add their verbs; an operator's command line is without them.
 */
class ToolsTest {
  /** The nouns of the launcher's first case: what runs on {@code dist/lib} alone. */
  private static final Pattern OPERATORS =
      Pattern.compile("case \\$\\{1:-} in\\s+(acls[^)]*)\\) ;;", Pattern.DOTALL);

  @Test
  void theConfigurationKnowsWhichNounsMayBeAbsent() {
    assertThat(tools()).isEqualTo(ConfigKeys.TOOLS);
  }

  @Test
  void theLauncherGivesOperatorsVerbsNoTools() throws IOException {
    Set<String> nouns = new TreeSet<>(CommandTree.build(Map.of()).getSubcommands().keySet());
    nouns.removeAll(tools());
    nouns.remove("config"); // It prints the keys of all nouns.
    Matcher listed = OPERATORS.matcher(Files.readString(Path.of("tributary")));
    assertThat(listed.find()).isTrue();
    assertThat(new TreeSet<>(Arrays.asList(listed.group(1).trim().split("[\\s|\\\\]+", -1))))
        .isEqualTo(nouns);
  }

  private static Set<String> tools() {
    return ServiceLoader.load(CommandGroup.class).stream()
        .map(group -> group.type().getAnnotation(Command.class).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aSectionOfAnAbsentNounIsNoMistake() {
    var root = new CommandLine(CommandLine.Model.CommandSpec.create());
    assertThat(ConfigKeys.of(root).absent()).isEqualTo(ConfigKeys.TOOLS);
    assertThat(ConfigKeys.of(CommandTree.build(Map.of())).absent()).isEmpty();
  }
}
