package io.tributary.schemas.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoraAdapterTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(2, 8, List.of(new Site("query", 4, 3), new Site("value", 16, 2)));

  /** A changed digest would strand every federation that exists: version 0 is never sent. */
  @Test
  void initialValuesAreTheSameBitsForever() {
    assertThat(LoraAdapter.initial(LAYOUT, 42).digest()).isEqualTo("a7d7c84e4627840c");
  }

  @Test
  void initialBIsZeroAndInitialAStaysWithinItsBound() {
    float[] values = LoraAdapter.initial(LAYOUT, 7).values();

    for (int site = 0; site < 2; site++) {
      int a = LAYOUT.offsetOfA(site);
      int b = LAYOUT.offsetOfB(site);
      double bound = 1 / Math.sqrt(LAYOUT.sites().get(site).inputs());
      for (int i = a; i < b; i++) {
        assertThat(Math.abs(values[i])).isPositive().isLessThanOrEqualTo((float) bound);
      }
      int end = b + LAYOUT.sites().get(site).outputs() * LAYOUT.rank();
      for (int i = b; i < end; i++) {
        assertThat(values[i]).isZero();
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherAdapter() {
    assertThat(LoraAdapter.initial(LAYOUT, 1)).isNotEqualTo(LoraAdapter.initial(LAYOUT, 2));
  }

  @Test
  void refusesValuesOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoraAdapter(LAYOUT, new float[3]))
        .withMessage("adapter values must be 50 floats, were 3");
  }
}
