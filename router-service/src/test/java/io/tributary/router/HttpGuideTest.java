package io.tributary.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.http.PortOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** HTTP.md names the flags that there are, with their defaults. */
class HttpGuideTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(--[a-z-]+)` \\| ?([^|]*?) ?\\|");
  private static final Pattern FLAG = Pattern.compile("`(--[a-z-]+)`");

  @Test
  void theTableHasEverySettingWithItsDefault() throws IOException {
    var documented = new TreeMap<String, String>();
    Matcher row = ROW.matcher(guide());
    while (row.find()) {
      documented.put(row.group(1), row.group(2));
    }
    var real = new TreeMap<String, String>();
    for (OptionSpec option : CommandSpec.forAnnotatedObject(new PortOptions()).options()) {
      real.put(option.longestName(), Objects.toString(option.defaultValue(), ""));
    }
    assertThat(documented).isEqualTo(real);
  }

  @Test
  void everyFlagIsOneOfTheRouters() throws IOException {
    var router = new CommandLine(new RouterCommand()).getCommandSpec();
    Matcher flag = FLAG.matcher(guide());
    while (flag.find()) {
      assertThat(router.findOption(flag.group(1))).as(flag.group(1)).isNotNull();
    }
  }

  private static String guide() throws IOException {
    return Files.readString(Path.of("HTTP.md"));
  }
}
