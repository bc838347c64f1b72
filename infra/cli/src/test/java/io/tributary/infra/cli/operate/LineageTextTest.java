package io.tributary.infra.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.infra.cli.view.lineage.LineageView;
import io.tributary.infra.cli.view.lineage.UpdateTraceView;
import io.tributary.infra.history.Entries;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.UpdateTrace;
import io.tributary.infra.history.lineage.Lineage;
import io.tributary.infra.history.lineage.WindowScan;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What people read, to the letter. */
class LineageTextTest {
  private final Entries log = new Entries();

  @Test
  void aVersionWithWhatItHoldsLeftOutAndCameAfter() {
    var window = new WindowScan(Entries.C0, 3);
    window.accept(log.quarantined("bad/0#3", RejectReason.NORM_BOUND));
    window.accept(log.accepted("a/0#3", 3));
    window.accept(log.accepted("b/0#3", 3));
    PositionedRecord<AdapterManifest> before = log.version(2, "a/0#2");
    Lineage lineage =
        Lineage.of(
            log.version(3, "a/0#3", "b/0#3"),
            new TreeMap<>(Map.of(0, new RecordPosition("f.global-adapter-chunks", 1, 8))),
            window,
            Map.of(),
            Map.of(
                UpdateId.parse("a/0#3"),
                new TreeMap<>(Map.of(0, new RecordPosition("f.update-chunks", 1, 9)))),
            List.of(before));
    assertThat(LineageText.of(LineageView.of(lineage), "f").whole())
        .isEqualTo(
            """
            adapter    c0@1.3-0000000000000003
            published  2026-01-05T10:00:04Z, epoch 1, manifest at global-adapters-0@5
            chunks     global-adapter-chunks-1@8
            digest     0000000000000003, base 0000000000000002
            window     3 of c0: 2 updates, weight 20

            update  weight  share   clip  behind  base     decision           manifest        chunks
            a/0#3   10      50.0 %  1     0       unknown  update-ledger-0@2  not in the log  update-chunks-1@9
            b/0#3   10      50.0 %  1     0       unknown  update-ledger-0@3  not in the log  not in the log

            left out  why                   decision
            bad/0#3   NORM_BOUND: too much  update-ledger-0@1

            before     c0@1.2-0000000000000002      1 update, weight 10  2026-01-05T10:00:03Z
                       version 1, 0000000000000001\
            """);
  }

  /** JSON has no infinity: what nobody disputed has no ratio. */
  @Test
  void aVersionWithHowFarItsContributorsAgreed() throws JsonProcessingException {
    Lineage lineage =
        Lineage.of(
            log.agreed(
                1,
                List.of(
                    new TensorAgreement("layer.0.query", AdapterFactor.A, 0, 0, 0, 0, 0),
                    new TensorAgreement("layer.0.query", AdapterFactor.B, 4, 3, 1, 1, 8),
                    new TensorAgreement("layer.0.value", AdapterFactor.B, 2, 2, 0, 1, 0)),
                "a/0#1"),
            new TreeMap<>(),
            new WindowScan(Entries.C0, 1),
            Map.of(),
            Map.of(),
            List.of());
    LineageView view = LineageView.of(lineage);
    assertThat(LineageText.of(view, "f").shown())
        .startsWith(LineageText.of(view, "f").head() + "\n\n")
        .endsWith(
            """
            agreement on      coordinates  mean factor  in conflict  gsnr
            all               6            0.8333       16.7 %       0.25
            layer.0.query  B  4            0.75         25.0 %       0.125
            layer.0.value  B  2            1            0.0 %        -\
            """);
    assertThat(new ObjectMapper().writeValueAsString(view.agreement().tensors().get(2)))
        .isEqualTo(
            "{\"site\":\"layer.0.value\",\"factor\":\"B\",\"coordinates\":2,\"mean_factor\":1.0,"
                + "\"conflict_rate\":0.0,\"gsnr\":null}");
  }

  @Test
  void aVersionThatMeasuredNoneShowsNone() {
    LineageText text = agreed(List.of());
    assertThat(text.shown()).isEqualTo(text.head());
  }

  @Test
  void aVersionOfOneContributorSaysThatNothingIsKnown() {
    LineageText text =
        agreed(List.of(new TensorAgreement("layer.0.query", AdapterFactor.A, 0, 0, 0, 0, 0)));
    assertThat(text.shown())
        .isEqualTo(
            text.head()
                + "\n\n"
                + "agreement  unknown: no coordinate has two contributors of which one moved it");
  }

  @Test
  void ofManyTensorsSomeAreShown() {
    List<TensorAgreement> many =
        IntStream.range(0, 75)
            .mapToObj(i -> new TensorAgreement("layer." + i, AdapterFactor.A, 1, 1, 0, 1, 1))
            .toList();
    assertThat(agreed(many).shown())
        .contains("layer.71")
        .doesNotContain("layer.72")
        .endsWith("\n.. and 3 more: --format json");
  }

  private LineageText agreed(List<TensorAgreement> agreement) {
    Lineage lineage =
        Lineage.of(
            log.agreed(1, agreement, "a/0#1"),
            new TreeMap<>(),
            new WindowScan(Entries.C0, 1),
            Map.of(),
            Map.of(),
            List.of());
    return LineageText.of(LineageView.of(lineage), "f");
  }

  @Test
  void anUpdateFromItsManifestToItsVersion() {
    var trace =
        new UpdateTrace(
            UpdateId.parse("a/0#1"),
            List.of(),
            List.of(),
            List.of(log.aside("a/0#1", RejectReason.NORM_BOUND, 9)),
            List.of(
                log.quarantined("a/0#1", RejectReason.NORM_BOUND),
                log.decided("a/0#1", Verdict.RELEASED, "released by mira: fine"),
                log.accepted("a/0#1", 4)),
            Optional.of(log.version(4, "a/0#1", "b/0#1")),
            true);
    assertThat(UpdateTraceText.of(UpdateTraceView.of(trace), "f"))
        .isEqualTo(
            """
            update      a/0#1
            is now      merged into c0@1.4-0000000000000004
               |
            manifest    not in the log
               |
            decision    update-ledger-0@2, 2026-01-05T10:00:01Z
                        quarantined: NORM_BOUND: too much
            decision    update-ledger-0@3, 2026-01-05T10:00:02Z
                        released by mira: fine
            decision    update-ledger-0@4, 2026-01-05T10:00:03Z
                        accepted: window 4, weight 10
            quarantine  quarantine-0@1, open
               |
            window      4 of c0: 2 updates, this one has 50.0 % of the weight
               |
            version     c0@1.4-0000000000000004
            manifest    global-adapters-0@5, 2026-01-05T10:00:04Z
            digest      0000000000000004, base 0000000000000003\
            """);
  }
}
