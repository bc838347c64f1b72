package io.tributary.schemas.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class LoraAdapterTest {
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(
          2, 8, List.of(new TargetModule("query", 4, 3), new TargetModule("value", 16, 2)));

  /** A changed digest would strand every federation that exists: version 0 is never sent. */
  @Test
  void initialValuesAreTheSameBitsForever() {
    assertThat(LoraAdapter.initial(LAYOUT, 42).digest()).isEqualTo("a7d7c84e4627840c");
  }

  @Test
  void initialBIsZeroAndInitialAStaysWithinItsBound() {
    float[] values = LoraAdapter.initial(LAYOUT, 7).values();

    for (int module = 0; module < 2; module++) {
      int a = LAYOUT.offsetOfA(module);
      int b = LAYOUT.offsetOfB(module);
      double bound = 1 / Math.sqrt(LAYOUT.targetModules().get(module).inputs());
      for (int i = a; i < b; i++) {
        assertThat(Math.abs(values[i])).isPositive().isLessThanOrEqualTo((float) bound);
      }
      int end = b + LAYOUT.targetModules().get(module).outputs() * LAYOUT.rank();
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
  void truncationClearsTheLastComponentsOfBothFactors() {
    LoraAdapter adapter = filled();
    float[] truncated = adapter.truncated(1).values();

    for (int module = 0; module < 2; module++) {
      int inputs = LAYOUT.targetModules().get(module).inputs();
      int a = LAYOUT.offsetOfA(module);
      int b = LAYOUT.offsetOfB(module);
      for (int i = a; i < b; i++) {
        assertThat(truncated[i]).isEqualTo(i < a + inputs ? adapter.values()[i] : 0);
      }
      int end = b + LAYOUT.targetModules().get(module).outputs() * LAYOUT.rank();
      for (int i = b; i < end; i++) {
        assertThat(truncated[i]).isEqualTo((i - b) % 2 == 0 ? adapter.values()[i] : 0);
      }
    }
    assertThat(adapter.truncated(2)).isEqualTo(adapter);
  }

  @Test
  void truncationKnowsItsBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> filled().truncated(3))
        .withMessage("rank must be in 1..2, was 3");
    assertThatIllegalArgumentException().isThrownBy(() -> filled().truncated(0));
  }

  /** As the products themselves have it. */
  @Test
  void productNormIsThatOfTheProducts() {
    float[] values = filled().values();
    double squares = 0;
    for (int module = 0; module < 2; module++) {
      TargetModule shape = LAYOUT.targetModules().get(module);
      for (int output = 0; output < shape.outputs(); output++) {
        for (int input = 0; input < shape.inputs(); input++) {
          double cell = 0;
          for (int k = 0; k < 2; k++) {
            cell +=
                (double) values[LAYOUT.offsetOfB(module) + output * 2 + k]
                    * values[LAYOUT.offsetOfA(module) + k * shape.inputs() + input];
          }
          squares += cell * cell;
        }
      }
    }
    assertThat(filled().productNorm()).isCloseTo(Math.sqrt(squares), within(1e-9));
    assertThat(LoraAdapter.initial(LAYOUT, 3).productNorm()).isZero();
  }

  private static LoraAdapter filled() {
    float[] values = new float[50];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i + 1);
    }
    return new LoraAdapter(LAYOUT, values);
  }

  @Test
  void refusesValuesOfAnotherSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoraAdapter(LAYOUT, new float[3]))
        .withMessage("adapter values must be 50 floats, were 3");
  }
}
