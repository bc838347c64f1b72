package io.tributary.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What names may be: one word for each thing, and that word is the field's. How long a file and a
 * method may be, and how a failure says what to do.
 */
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

  private static final int MOST_LINES_OF_A_FILE = 300;
  private static final int MOST_LINES_OF_A_METHOD = 60;

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

  @Test
  void noFileIsTooLongToBeReadAtOnce() {
    List<Path> files = SourceTrees.files();
    assertThat(files).hasSizeGreaterThan(1_000);
    assertThat(files)
        .allSatisfy(
            file ->
                assertThat(SourceTrees.text(file).lines().count())
                    .as("lines of %s", file)
                    .isLessThanOrEqualTo(MOST_LINES_OF_A_FILE));
  }

  @Test
  void noMethodIsTooLongToBeReadAtOnce() {
    assertThat(
            SourceTrees.parsed(SourceTrees.files()).stream()
                .flatMap(tree -> tree.methodsLongerThan(MOST_LINES_OF_A_METHOD).stream()))
        .isEmpty();
  }

  @Test
  void everyHintIsASentence() {
    List<Path> main =
        SourceTrees.files().stream().filter(file -> file.toString().contains("src/main/")).toList();
    List<SourceTrees.Parsed> trees = SourceTrees.parsed(main);
    assertThat(trees.stream().mapToLong(tree -> HintTexts.of(tree.unit()).size()).sum())
        .isGreaterThan(100);
    assertThat(trees)
        .allSatisfy(
            tree ->
                assertThat(HintTexts.thatAreNoSentences(tree.unit()))
                    .as("hints in %s that are no sentence", tree.file())
                    .isEmpty());
  }
}
