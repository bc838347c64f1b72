package io.tributary.schemas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every value of a contract is reachable, and says the same when it is read again. */
class ContractKeysTest {
  @Property
  void aContractIsWhatItsValuesSay(@ForAll long seed) {
    FederationSpec spec = drawn(new Random(seed));

    assertThat(new ContractReader(ContractKeys.values(spec)).read("clinics")).isEqualTo(spec);
  }

  /** All but the name, under which it is found, and the revision, which nobody chooses. */
  @Test
  void everyComponentHasItsKey() {
    assertThat(ContractKeys.list()).hasSize(leaves(FederationSpec.class) - 2);
    assertThat(ContractKeys.list().stream().map(ContractKey::name)).doesNotHaveDuplicates();
    assertThat(ContractKeys.list().stream().map(ContractKey::flag)).doesNotHaveDuplicates();
  }

  /** Two contracts that differ in anything differ in a key. */
  @Property(tries = 300)
  void everyDifferenceIsFound(@ForAll long seed, @ForAll long otherSeed) {
    FederationSpec one = drawn(new Random(seed));
    FederationSpec other = drawn(new Random(otherSeed));

    assertThat(ContractKeys.differences(one, other).isEmpty()).isEqualTo(one.equals(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window.quorum | 1,5 | window.quorum must be a number, was '1,5'",
        "window.quorum | 2 | window.quorum must be in (0, 1], was 2.0",
        "window.span | 5 | window.span must look like 500ms, 30s, 5m or 2h, was '5'",
        "window.min-updates | 3000000000 | window.min-updates must be a whole number, was"
            + " '3000000000'",
        "window.norms-at-close | yes | window.norms-at-close must be true or false, was 'yes'",
        "merge.strategy | '' | merge.strategy must not be empty",
        "clustering.mode | task | clustering.mode must be one of tasks, one, per-client, updates,"
            + " losses; was 'task': did you mean tasks?",
        "adapter.sites | a:1 | adapter.sites must be NAME:INPUTS:OUTPUTS, separated by commas, one"
            + " was 'a:1'",
        "adapter.rank | 0 | adapter rank must be in 1..1024, was 0",
      })
  void saysWhatIsWrong(String name, String value, String message) {
    Map<String, String> values = new HashMap<>(ContractKeys.values(drawn(new Random(1))));
    values.put(name, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContractReader(values).read("clinics"))
        .withMessage(message);
  }

  private static int leaves(Class<?> type) {
    // What is written as a text of its own counts once.
    return type.isRecord() && type != Duration.class
        ? Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .mapToInt(ContractKeysTest::leaves)
            .sum()
        : 1;
  }

  private static FederationSpec drawn(Random random) {
    int targetModules = 1 + random.nextInt(3);
    var layout =
        new AdapterLayout(
            1 + random.nextInt(64),
            random.nextBoolean() ? 16 : random.nextFloat() + 1e-6f,
            Stream.iterate(0, i -> i + 1)
                .limit(targetModules)
                .map(i -> new TargetModule("layer." + i + ":x", 1 + random.nextInt(9), 2))
                .toList());
    return new FederationSpec(
        "clinics",
        "minilm@" + Long.toHexString(random.nextLong()),
        1 + random.nextInt(1_000),
        layout,
        random.nextLong(),
        clustering(random),
        window(random),
        merge(random),
        new MembershipSettings(
            any(random, MembershipSettings.Mode.values()), random.nextInt(9), random.nextInt(9)));
  }

  private static ClusteringSettings clustering(Random random) {
    ClusteringSettings.Mode mode = any(random, ClusteringSettings.Mode.values());
    boolean regroups = mode == ClusteringSettings.Mode.UPDATES;
    return new ClusteringSettings(
        mode,
        1 + random.nextInt(9),
        1 + random.nextInt(9),
        1 + random.nextDouble(),
        1 + random.nextInt(9),
        random.nextLong(),
        regroups ? 1 + random.nextInt(9) : 0,
        random.nextDouble() / 2);
  }

  private static WindowSettings window(Random random) {
    return new WindowSettings(
        any(random, WindowSettings.Close.values()),
        random.nextInt(9),
        time(random),
        time(random),
        time(random),
        random.nextInt(9),
        new StalenessDiscount(
            any(random, StalenessDiscount.Kind.values()), random.nextDouble(), random.nextInt(9)),
        any(random, WindowSettings.Weighting.values()),
        random.nextDouble() * 1e9,
        new NormSettings(
            random.nextInt(3),
            random.nextInt(2) * 1.5,
            random.nextInt(2) * 2,
            1 - random.nextDouble(),
            10 + random.nextInt(90),
            1 + random.nextInt(9),
            random.nextBoolean()),
        new WeightSettings(
            random.nextBoolean(),
            random.nextInt(2) * 1.25,
            random.nextInt(9),
            1 - random.nextDouble()),
        1 - random.nextDouble());
  }

  private static MergeSettings merge(Random random) {
    return new MergeSettings(
        any(random, "weighted-mean", "filtered-mean"),
        random.nextInt(9),
        random.nextInt(9),
        1 - random.nextDouble(),
        1 + random.nextInt(99),
        new OptimizerSettings(
            any(random, "none", "fedadam"),
            1 - random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            1e-9 + random.nextDouble() / 2),
        any(random, AgreementMode.values()),
        any(random, PersonalInitMode.values()));
  }

  private static Duration time(Random random) {
    List<Duration> units =
        List.of(
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(1));
    return units.get(random.nextInt(units.size())).multipliedBy(random.nextInt(2_000));
  }

  @SafeVarargs
  private static <T> T any(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }
}
