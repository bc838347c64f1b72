package io.tributary.worker.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTemplatesTest {
  private static final String[] INPUTS = {
    "red apples taste of summer",
    "nine ships left at dawn",
    "old maps fade in light",
    "quiet rivers carve deep stone",
    "her violin needs new strings",
    "bakers rise before the birds",
    "winter closed both mountain roads",
    "paper boats seldom cross oceans"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Is the review below good? %s",
        "%s Is the review above good?",
        "Read what follows. %s Is it good or bad?",
        "Rate: %s"
      })
  void leaveTheContentWhereverATemplateStands(String template) {
    var wordings = new TextTemplates(texts(template, "Say what you think of it all. %s"));
    for (String input : INPUTS) {
      assertThat(wordings.content(template.formatted(input)))
          .contains(input.substring(input.indexOf(' ') + 1, input.lastIndexOf(' ')))
          .doesNotContain("Is the", "Read what", "good");
    }
  }

  @Test
  void leaveNeitherALabelNorQuotes() {
    var wordings = new TextTemplates(texts("Review: \"%s\" Is it good or bad?", "Tell me all. %s"));
    assertThat(wordings.content("Review: \"red apples taste of summer\" Is it good or bad?"))
        .isEqualTo("red apples taste of summer");
  }

  @Test
  void leaveATextThatIsNothingButTemplate() {
    var wordings = new TextTemplates(texts("Is the review below good? %s", "Tell me all. %s"));
    assertThat(wordings.content("Is the review below good?"))
        .isEqualTo("Is the review below good?");
  }

  @Test
  void tellApartWhereThereAreSeveralTemplates() {
    assertThat(
            new TextTemplates(texts("Is the review below good? %s", "%s Would you go and see it?"))
                .haveSeveralTemplates())
        .isTrue();
  }

  @Test
  void doNotTellApartWhereThereIsOneTemplateOrNone() {
    assertThat(new TextTemplates(texts("Is the review below good? %s")).haveSeveralTemplates())
        .isFalse();
    assertThat(new TextTemplates(List.of(INPUTS)).haveSeveralTemplates()).isFalse();
  }

  @Test
  void overlapWhereTheTemplatesOfOneSetAreAmongThoseOfTheOther() {
    var wordings =
        new TextTemplates(texts("Is the review below good? %s", "%s Would you go and see?"));
    int n = INPUTS.length;
    int[] first = IntStream.range(0, n).toArray();
    int[] second = IntStream.range(n, 2 * n).toArray();
    int[] both = IntStream.range(n / 2, n + n / 2).toArray();
    assertThat(wordings.overlap(first, second)).isZero();
    assertThat(wordings.overlap(first, first)).isGreaterThan(0.99);
    assertThat(wordings.overlap(first, both)).isBetween(0.4, 0.6);
  }

  private static List<String> texts(String... templates) {
    var texts = new ArrayList<String>();
    for (String template : templates) {
      for (String input : INPUTS) {
        texts.add(template.formatted(input));
      }
    }
    return texts;
  }
}
