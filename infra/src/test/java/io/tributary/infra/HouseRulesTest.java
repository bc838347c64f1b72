package io.tributary.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What names may be: one word for each thing, and that word is the field's. */
class HouseRulesTest {
  /**
   * Words that were ours alone, and that a Kafka or machine-learning engineer did not guess. What
   * they meant has a name of schemas/GLOSSARY.md or of the field.
   */
  private static final Set<String> BANNED =
      Set.of(
          "AdapterMean",
          "AdapterWord",
          "Announcer",
          "AtOnce",
          "Bounds",
          "Choices",
          "ChunkEvent",
          "ClipOf",
          "Closing",
          "CommonFields",
          "Company",
          "CrashSweepBroken",
          "Crew",
          "Deliveries",
          "Delta",
          "Deployment",
          "Downstream",
          "Fact",
          "FactorA",
          "Figures",
          "Gate",
          "Habits",
          "HeldOut",
          "Inbox",
          "JobSeed",
          "Likeness",
          "Logged",
          "Losses",
          "Marks",
          "Misdeeds",
          "Moment",
          "Noun",
          "OnRows",
          "Origin",
          "Outbox",
          "OverheardExchange",
          "OwnAdapter",
          "OwnTexts",
          "ParkedCompany",
          "PersonalStart",
          "PersonalStarts",
          "Places",
          "Points",
          "Promises",
          "PromptCommits",
          "RealignedStarts",
          "Rejections",
          "Results",
          "Roster",
          "RoundFigures",
          "Rounds",
          "Ruling",
          "RulingWatch",
          "Rulings",
          "Scored",
          "Servable",
          "SharedHeap",
          "Shipment",
          "Siblings",
          "Site",
          "SlotAdvice",
          "SlotStanding",
          "SlotVotes",
          "Steps",
          "Tally",
          "TaskTwin",
          "Traffic",
          "Training",
          "Transmission",
          "Twins",
          "UndoStore",
          "Unit",
          "Unknown",
          "UnknownClusters",
          "VersionsInSight",
          "Victim",
          "Vote",
          "Wanted",
          "World");

  /** Names of records in Avro are the contract's, and stay. */
  private static final String CONTRACT = "io.tributary.schemas.wire";

  @Test
  void noTypeHasANameThatNobodyGuesses() {
    assertThat(
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.tributary")
                    .stream()
                    .filter(type -> !type.getPackageName().equals(CONTRACT))
                    .map(JavaClass::getSimpleName))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(BANNED);
  }
}
