package io.tributary.infra.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PrincipalAxesTest {
  @Property(tries = 50)
  void findsTheTwoDirectionsOfLargestVariance(@ForAll long seed) {
    Random random = new Random(seed);
    float[][] points = new float[200][5];
    for (float[] point : points) {
      point[3] = (float) (10 * random.nextGaussian()) + 7;
      point[1] = (float) (3 * random.nextGaussian());
      point[0] = (float) (0.1 * random.nextGaussian());
    }
    PrincipalAxes axes = PrincipalAxes.of(points);
    assertThat(Math.abs(axes.first()[3])).isCloseTo(1, within(0.01));
    assertThat(Math.abs(axes.second()[1])).isCloseTo(1, within(0.01));
  }

  @Test
  void survivesPointsThatAreAllTheSame() {
    PrincipalAxes axes = PrincipalAxes.of(new float[][] {{1, 2}, {1, 2}});
    assertThat(axes.project(new float[] {1, 2})).containsExactly(0, 0);
  }
}
