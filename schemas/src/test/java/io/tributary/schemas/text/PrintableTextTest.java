package io.tributary.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, \\u0000",
    "7, \\u0007",
    "8, \\u0008",
    "9, \\t",
    "a, \\n",
    "d, \\r",
    "1b, \\u001b",
    "7f, \\u007f",
    "80, \\u0080",
    "9b, \\u009b",
    "9d, \\u009d",
    "9f, \\u009f",
    "ad, \\u00ad",
    "200b, \\u200b",
    "200d, \\u200d",
    "200e, \\u200e",
    "2028, \\u2028",
    "2029, \\u2029",
    "202a, \\u202a",
    "202e, \\u202e",
    "2066, \\u2066",
    "2069, \\u2069",
    "feff, \\ufeff",
    "d800, \\ud800",
    "dc00, \\udc00",
    "e0041, \\udb40\\udc41"
  })
  void escapesWhatATerminalObeysOrHides(String codePoint, String escaped) {
    String evil = Character.toString(Integer.parseInt(codePoint, 16));
    assertThat(PrintableText.line("a" + evil + "b")).isEqualTo("a" + escaped + "b");
  }

  @Test
  void keepsLettersOfAllScripts() {
    String text = "Größe, 東京, Ελλάδα, עברית, 🚀 \\u001b c0/1#7";
    assertThat(PrintableText.line(text)).isSameAs(text);
    assertThat(PrintableText.text(text)).isSameAs(text);
  }

  @Test
  void aTextKeepsItsLinesAndNothingElse() {
    assertThat(PrintableText.text("a\n\tb\r\u001b[2J")).isEqualTo("a\n\tb\\r\\u001b[2J");
  }

  @Test
  void cutsWhatIsTooLong() {
    assertThat(PrintableText.line("a".repeat(900_000), 10)).isEqualTo("aaaaaaa...");
    assertThat(PrintableText.line("a".repeat(10), 10)).isEqualTo("a".repeat(10));
    assertThat(PrintableText.line("\u001b".repeat(5), 10)).hasSize(10).endsWith("...");
  }

  @Property
  void showsOnlyWhatIsHarmless(@ForAll String text) {
    String line = PrintableText.line(text);
    assertThat(line.codePoints())
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE);
    assertThat(PrintableText.line(line)).isEqualTo(line);
    assertThat(PrintableText.line(text, 20)).hasSizeLessThanOrEqualTo(20);
  }
}
