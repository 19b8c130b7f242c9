// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.openinference.testing.contract.TracedEcho.Defect;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A tracer without a defect passes the contract, and each defect fails a test that names it. */
class InstrumentationContractTest {

  private static final ThreadLocal<Defect> DEFECT = ThreadLocal.withInitial(() -> Defect.NONE);
  private static final ThreadLocal<@Nullable String> BEGIN = new ThreadLocal<>();

  /** The test that must fail for a defect. Others fail as well, and many of them wait for spans. */
  private static final Map<Defect, String> FAILING =
      Map.ofEntries(
          Map.entry(Defect.NO_SPAN, "aCallIsOneSpanBelowItsCaller"),
          Map.entry(Defect.TWO_SPANS, "aCallIsOneSpanBelowItsCaller"),
          Map.entry(Defect.NO_PARENT, "equalCallsAtTheSameTimeHaveTheirOwnParents"),
          Map.entry(Defect.CHANGES_RESULT, "aCallIsOneSpanBelowItsCaller"),
          Map.entry(Defect.CHANGES_REQUEST, "theServerGetsTheSameRequest"),
          Map.entry(Defect.SWALLOWS_FAILURE, "aFailureReachesTheApplicationUnchanged"),
          Map.entry(Defect.WRONG_STATUS, "aFailureReachesTheApplicationUnchanged"),
          Map.entry(Defect.NO_OUTPUT, "aCallIsOneSpanBelowItsCaller"),
          Map.entry(Defect.LEAKS_HIDDEN, "whatIsHiddenIsNowhereInTheSpan"),
          Map.entry(Defect.LEAKS_MESSAGE, "theMessageOfAFailureIsHidden"),
          Map.entry(Defect.IGNORES_SUPPRESSION, "suppressionLeavesNoSpan"),
          Map.entry(Defect.IGNORES_SESSION, "theSessionReachesTheSpan"),
          Map.entry(Defect.PASSES_FAULTS, "aFaultOfTelemetryStaysAwayFromTheApplication"),
          Map.entry(Defect.ENDS_AT_RETURN, "aStreamThatIsHeldStaysOpen"),
          Map.entry(Defect.NEVER_ENDS_DROPPED, "aStreamThatIsDroppedEndsWithWhatHasArrived"),
          Map.entry(Defect.LOSES_BROKEN, "aStreamThatBreaksKeepsWhatHasArrived"),
          Map.entry(Defect.STAYS_ON, "aDoorThatIsClosedLeavesNoSpanAndOpensAgain"),
          Map.entry(Defect.SWITCHES_OFF, "aFaultOfTelemetryStaysAwayFromTheApplication"),
          Map.entry(Defect.LOSES_UNRECORDED_PARENT, "aCallBelowASpanThatIsNotRecordedIsItsChild"),
          Map.entry(Defect.LEAVES_CONTEXT, "theContextAfterTheCallIsThatOfTheCaller"),
          Map.entry(Defect.CALLBACK_INSIDE_SPAN, "aCallbackSeesTheContextOfTheCaller"),
          Map.entry(Defect.STREAM_INSIDE_SPAN, "aCallbackSeesTheContextOfTheCaller"),
          Map.entry(Defect.DOUBLES_PAIR, "aCallThroughTwoDoorsOfTwoOpenTelemetriesIsOneSpan"),
          Map.entry(Defect.CHANGES_EMPTY, "anAnswerThatIsWrongReachesTheApplicationUnchanged"),
          Map.entry(Defect.CHANGES_HUGE, "anAnswerThatIsWrongReachesTheApplicationUnchanged"));

  /** The span or the garbage that these tests wait for never comes. */
  private static final Set<Defect> NEVER_COMES =
      EnumSet.of(Defect.NO_SPAN, Defect.NEVER_ENDS_DROPPED);

  private static final String PATIENCE = "openinference.testing.patience";

  @ParameterizedTest
  @EnumSource(Defect.class)
  void failsForEachDefectAndForNoSoundTracer(Defect defect) {
    DEFECT.set(defect);
    BEGIN.set(FAILING.getOrDefault(defect, ""));
    if (NEVER_COMES.contains(defect)) {
      System.setProperty(PATIENCE, "1");
    }
    Set<String> failed;
    try {
      failed = failedTests();
    } finally {
      System.clearProperty(PATIENCE);
      DEFECT.remove();
      BEGIN.remove();
    }

    if (defect == Defect.NONE) {
      assertThat(failed).isEmpty();
    } else {
      assertThat(failed).contains(FAILING.get(defect));
    }
  }

  private static Set<String> failedTests() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(EchoContract.class))
        .execute()
        .allEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getLegacyReportingName())
        .map(name -> name.replaceAll("\\(.*", ""))
        .collect(Collectors.toSet());
  }

  /** Lets the chosen tests run until one fails, and none where the build looks for tests. */
  static final class Chosen implements ExecutionCondition, AfterTestExecutionCallback {

    @Override
    public void afterTestExecution(ExtensionContext context) {
      if (context.getExecutionException().isPresent()) {
        BEGIN.remove();
      }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      String begin = BEGIN.get();
      if (begin == null) {
        return ConditionEvaluationResult.disabled("has failed, or is run by the test around it");
      }
      return context.getTestMethod().map(method -> method.getName().startsWith(begin)).orElse(true)
          ? ConditionEvaluationResult.enabled("chosen")
          : ConditionEvaluationResult.disabled("not chosen");
    }
  }

  @ExtendWith(Chosen.class)
  static class EchoContract extends InstrumentationContract<EchoClient> {
    EchoContract() {
      super(new TracedEcho(DEFECT.get()));
    }
  }
}
