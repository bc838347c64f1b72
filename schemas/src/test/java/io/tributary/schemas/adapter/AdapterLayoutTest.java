package io.tributary.schemas.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdapterLayoutTest {
  private static final TargetModule QUERY = new TargetModule("query", 3, 5);
  private static final TargetModule VALUE = new TargetModule("value", 4, 2);

  private final AdapterLayout layout = new AdapterLayout(2, 8, List.of(QUERY, VALUE));

  @Test
  void placesAThenBOfEveryModuleWithoutAGap() {
    assertThat(layout.offsetOfA(0)).isZero();
    assertThat(layout.offsetOfB(0)).isEqualTo(2 * 3);
    assertThat(layout.offsetOfA(1)).isEqualTo(2 * 3 + 5 * 2);
    assertThat(layout.offsetOfB(1)).isEqualTo(2 * 3 + 5 * 2 + 2 * 4);
    assertThat(layout.parameters()).isEqualTo(layout.offsetOfB(1) + 2 * 2);
  }

  @Test
  void scalesByAlphaOverRank() {
    assertThat(layout.scale()).isEqualTo(4f);
  }

  /** SHA-256 of the lines lora/1, 2, 41000000, query 3 5, value 4 2, computed elsewhere. */
  @Test
  void digestIsTheSameForever() {
    assertThat(layout.digest()).isEqualTo("7e8dd5ac055b15eb");
  }

  @Test
  void digestTellsLayoutsApart() {
    assertThat(layout.digest()).isEqualTo(new AdapterLayout(2, 8, List.of(QUERY, VALUE)).digest());
    assertThat(layout.digest())
        .isNotEqualTo(new AdapterLayout(2, 8, List.of(VALUE, QUERY)).digest())
        .isNotEqualTo(new AdapterLayout(2, 9, List.of(QUERY, VALUE)).digest())
        .isNotEqualTo(new AdapterLayout(3, 8, List.of(QUERY, VALUE)).digest());
  }

  @Test
  void refusesASiteThatOccursTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdapterLayout(2, 8, List.of(QUERY, QUERY)))
        .withMessage("target module query occurs twice in the layout");
  }

  @Test
  void refusesAnAdapterThatNoArrayHolds() {
    var huge = new TargetModule("huge", Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdapterLayout(1, 8, List.of(huge)))
        .withMessageContaining("at most 536870912 parameters, had 4294967294");
  }
}
