package io.tributary.schemas.codec;

import static io.tributary.schemas.spec.ClusteringSettings.Mode.UPDATES;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.registry.SchemaRegistry;
import io.tributary.schemas.spec.AgreementMode;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.PersonalInitMode;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every constant of the domain's enums has a symbol on the wire. */
class SettingsSymbolsTest {
  private final RecordCodec<FederationSpec> codec =
      Codecs.of(SchemaRegistry.inMemory("symbols"), RecordCase.TOPICS).federationSpec();

  @Property
  void everyChoiceOfSettingsIsReadAgain(
      @ForAll ClusteringSettings.Mode mode,
      @ForAll WindowSettings.Close close,
      @ForAll WindowSettings.Weighting weighting,
      @ForAll StalenessDiscount.Kind kind,
      @ForAll AgreementMode agreement,
      @ForAll PersonalInitMode personal)
      throws UndecodableRecord {
    FederationSpec base = Fixtures.federationSpec();
    var clustering = new ClusteringSettings(mode, 3, 1, 1, 1, -5, mode == UPDATES ? 2 : 0);
    var window =
        new WindowSettings(
            close,
            0,
            Duration.ofDays(3),
            Duration.ZERO,
            Duration.ofMillis(1),
            0,
            new StalenessDiscount(kind, 0.25, 2),
            weighting,
            0,
            NormSettings.none());
    var spec =
        new FederationSpec(
            base.federation(),
            base.baseModel(),
            1,
            base.layout(),
            -1,
            clustering,
            window,
            MergeSettings.defaults().with(agreement).with(personal));

    assertThat(codec.decode(codec.encode(spec))).isEqualTo(spec);
  }
}
