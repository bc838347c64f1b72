package io.tributary.schemas.contract;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.settings.DurationForm;
import io.tributary.schemas.settings.NearestWord;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds a contract from its values' texts, as {@link ContractKeys#values} writes them.
 *
 * @param values of every key, by name
 */
public record ContractReader(Map<String, String> values) {
  private static final Pattern SITE = Pattern.compile("(.+):(\\d{1,9}):(\\d{1,9})");

  public ContractReader {
    values = Map.copyOf(values);
  }

  /**
   * Parses and checks every value of a federation's contract.
   *
   * @param federation its name
   * @throws IllegalArgumentException that names key, bound and value, if a value is missing,
   *     malformed or out of its bounds
   */
  public FederationSpec read(String federation) {
    return new FederationSpec(
        federation,
        text("base-model.id"),
        whole("base-model.embedding-size"),
        layout(),
        seed("adapter.seed"),
        clustering(),
        window(),
        merge(),
        new MembershipSettings(
            choice("membership.mode", MembershipSettings.Mode.class),
            whole("membership.max-client-slots"),
            whole("membership.max-members")));
  }

  /**
   * Parses only the layout, from the values of section {@code adapter}; throws as {@link #read}.
   */
  public AdapterLayout layout() {
    return new AdapterLayout(
        whole("adapter.rank"),
        parsed("adapter.alpha", "a number", Float::parseFloat),
        targetModules());
  }

  private ClusteringSettings clustering() {
    return new ClusteringSettings(
        choice("clustering.mode", ClusteringSettings.Mode.class),
        whole("clustering.clusters"),
        whole("clustering.bootstrap-clients"),
        number("clustering.join-factor"),
        whole("clustering.new-cluster-slots"),
        seed("clustering.seed"),
        whole("clustering.regroup-round"),
        number("clustering.outlier-share"));
  }

  private WindowSettings window() {
    return new WindowSettings(
        choice("window.close", WindowSettings.Close.class),
        whole("window.min-updates"),
        time("window.span"),
        time("window.grace"),
        time("window.max-clock-skew"),
        whole("window.max-staleness"),
        new StalenessDiscount(
            choice("window.staleness", StalenessDiscount.Kind.class),
            number("window.staleness-a"),
            number("window.staleness-b")),
        choice("window.weighting", WindowSettings.Weighting.class),
        number("window.clip-norm"),
        new NormSettings(
            number("window.max-norm"),
            number("window.norm-bound-factor"),
            number("window.norm-clip-factor"),
            number("window.norm-quantile"),
            whole("window.norm-remembered"),
            whole("window.norm-minimum"),
            flag("window.norms-at-close")),
        new WeightSettings(
            flag("window.announced-samples"),
            number("window.weight-cap-factor"),
            whole("window.newcomer-versions"),
            number("window.newcomer-share")),
        number("window.quorum"));
  }

  private MergeSettings merge() {
    return new MergeSettings(
        text("merge.strategy"),
        whole("merge.byzantine"),
        whole("merge.kept"),
        number("merge.mixing"),
        whole("merge.max-buffered-updates"),
        new OptimizerSettings(
            text("merge.optimizer"),
            number("merge.learning-rate"),
            number("merge.beta1"),
            number("merge.beta2"),
            number("merge.tau")),
        choice("merge.agreement", AgreementMode.class),
        choice("merge.personal", PersonalInitMode.class));
  }

  private List<TargetModule> targetModules() {
    return Arrays.stream(text("adapter.sites").split(",", -1))
        .map(String::strip)
        .map(ContractReader::module)
        .toList();
  }

  private static TargetModule module(String text) {
    Matcher matcher = SITE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "adapter.sites must be NAME:INPUTS:OUTPUTS, separated by commas, one was '" + text + "'");
    }
    return new TargetModule(
        matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  private String text(String name) {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    return value.strip();
  }

  private int whole(String name) {
    return parsed(name, "a whole number", Integer::parseInt);
  }

  private long seed(String name) {
    return parsed(name, "a whole number of 64 bits", Long::parseLong);
  }

  private double number(String name) {
    return parsed(name, "a number", Double::parseDouble);
  }

  private <T> T parsed(String name, String what, Function<String, T> parse) {
    String text = text(name);
    try {
      return parse.apply(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be " + what + ", was '" + text + "'", e);
    }
  }

  private Duration time(String name) {
    try {
      return DurationForm.parse(text(name));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
  }

  private boolean flag(String name) {
    return switch (text(name).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              name + " must be true or false, was '" + text(name) + "'");
    };
  }

  private <E extends Enum<E>> E choice(String name, Class<E> type) {
    String text = text(name);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> spelling(constant).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    NearestWord.refusal(
                        name,
                        text,
                        Arrays.stream(type.getEnumConstants())
                            .map(ContractReader::spelling)
                            .toList())));
  }

  private static String spelling(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
