package io.tributary.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void wordsStandToTheLeftAndNoCellBreaksItsLine() {
    assertThat(TextTable.of(List.of(List.of("a", "bb", "c"), List.of("long\nword", "", "d"))))
        .isEqualTo("a           bb  c\nlong\\nword      d");
  }

  @Test
  void aTableWithoutRowsIsASentence() {
    assertThat(TextTable.of("none", List.of("head"), List.<String>of(), word -> List.of(word)))
        .isEqualTo("none");
    assertThat(TextTable.of("none", List.of("head"), List.of("x"), word -> List.of(word)))
        .isEqualTo("head\nx");
  }

  @Test
  void numbersStandToTheRightAndLongNamesAreCut() {
    assertThat(
            TextTable.ofNumbers(
                List.of(
                    List.of("method", "question_classification", "all"),
                    List.of("fedavg, the longest", "0.5", "1"))))
        .containsExactly(
            "method               question_cl~  all", "fedavg, the longest           0.5    1");
  }
}
