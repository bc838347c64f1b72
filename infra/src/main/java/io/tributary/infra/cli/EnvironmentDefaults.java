package io.tributary.infra.cli;

import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that the command line leaves out come from the environment: {@code --rounds} of {@code
 * local run} from {@code TRIBUTARY_LOCAL_ROUNDS}. Flags win.
 *
 * @param environment by name
 */
record EnvironmentDefaults(Map<String, String> environment) implements IDefaultValueProvider {
  private static final String PREFIX = "TRIBUTARY_";

  @Override
  public String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || isAboutTheCommand(option)) {
      return null;
    }
    return environment.get(variable(option));
  }

  /** {@code TRIBUTARY_SECTION_KEY}: the section is the noun. */
  static String variable(OptionSpec option) {
    String[] words = option.command().qualifiedName(" ").split(" ", -1);
    String noun = words.length > 1 ? words[1] + "_" : "";
    String key = option.longestName().replaceFirst("^-+", "");
    return (PREFIX + noun + key).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static boolean isAboutTheCommand(OptionSpec option) {
    return option.usageHelp() || option.versionHelp();
  }
}
