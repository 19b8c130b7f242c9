// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WeaverTest {

  private final List<String> calls = new ArrayList<>();
  private @Nullable Weaving weaving;

  /** The class that the tests weave. */
  static class Greeter {
    String greet(String name) {
      return "Hello " + name;
    }

    int twice(int number) {
      return 2 * number;
    }

    void fail(IOException failure) throws IOException {
      throw failure;
    }
  }

  /** An interface whose methods have code. */
  interface Greeting {
    static String to(String name) {
      return "Hello " + name;
    }

    default String again(String name) {
      return Greeting.to(name) + " again";
    }
  }

  /** Calls a woven method of its superclass. */
  static class LoudGreeter extends Greeter {
    @Override
    String greet(String name) {
      return super.greet(name) + "!";
    }
  }

  /** Counts how often its own code runs. */
  static final class CountingGreeter extends Greeter {

    private final AtomicInteger runs;

    CountingGreeter(AtomicInteger runs) {
      this.runs = runs;
    }

    @Override
    String greet(String name) {
      runs.incrementAndGet();
      return "Hello " + name;
    }
  }

  /** Counts as well, and throws an error of its own. */
  static final class FailingGreeter extends Greeter {

    private final AtomicInteger runs;
    private final Error error;

    FailingGreeter(AtomicInteger runs, Error error) {
      this.runs = runs;
      this.error = error;
    }

    @Override
    String greet(String name) {
      runs.incrementAndGet();
      throw error;
    }
  }

  @AfterEach
  void undo() {
    if (weaving != null) {
      weaving.undo();
    }
  }

  private void weave(CallAdvice advice) throws AttachException, IOException {
    WeavingTarget greeters =
        WeavingTarget.ofClasses(
            name -> name.endsWith("Greeter"), (type, method) -> !method.startsWith("lambda"));
    weaving =
        Weaver.attach()
            .weave(
                "greeter",
                loader -> loader == WeaverTest.class.getClassLoader(),
                List.of(greeters),
                advice);
  }

  @Nullable Object record(MethodCall call) throws Throwable {
    calls.add(call.method().getDeclaringClass().getSimpleName() + "." + call.method().getName());
    return call.proceed();
  }

  @Test
  void takesOverCallsOfObjectsThatExistAlready() throws Exception {
    Greeter greeter = new Greeter();
    assertThat(greeter.greet("Ada")).isEqualTo("Hello Ada");

    weave(this::record);

    assertThat(greeter.greet("Ada")).isEqualTo("Hello Ada");
    assertThat(greeter.twice(3)).isEqualTo(6);
    assertThat(calls).containsExactly("Greeter.greet", "Greeter.twice");
  }

  @Test
  void weavesStaticAndDefaultMethodsOfAnInterface() throws Exception {
    String name = Greeting.class.getName();
    weaving =
        Weaver.attach()
            .weave(
                "greeting",
                loader -> loader == WeaverTest.class.getClassLoader(),
                List.of(
                    WeavingTarget.ofInterface(name, "to"),
                    WeavingTarget.ofInterface(name, "again")),
                this::record);

    assertThat(new Greeting() {}.again("Ada")).isEqualTo("Hello Ada again");
    assertThat(calls).containsExactly("Greeting.again", "Greeting.to");
  }

  @Test
  void runsEachMethodOfAChainOfSuperCallsOnce() throws Exception {
    weave(this::record);

    assertThat(new LoudGreeter().greet("Ada")).isEqualTo("Hello Ada!");
    assertThat(calls).containsExactly("LoudGreeter.greet", "Greeter.greet");
  }

  @Test
  void leavesToItselfWhatTheAdviceDoesNotApplyTo() throws Exception {
    weave(
        new CallAdvice() {
          @Override
          public @Nullable Object around(MethodCall call) throws Throwable {
            return record(call);
          }

          @Override
          public boolean appliesTo(Method method, @Nullable Object target) {
            return target instanceof LoudGreeter;
          }
        });

    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
    assertThat(new LoudGreeter().greet("Ada")).isEqualTo("Hello Ada!");
    assertThat(calls).containsExactly("LoudGreeter.greet", "Greeter.greet");
  }

  @Test
  void passesExceptionsOnUnchanged() throws Exception {
    weave(this::record);
    IOException failure = new IOException("no");

    assertThatThrownBy(() -> new Greeter().fail(failure)).isSameAs(failure);
    assertThat(calls).containsExactly("Greeter.fail");
  }

  @Test
  void mayChangeArgumentsAndResult() throws Exception {
    weave(call -> call.proceed(new Object[] {"Bob"}) + "?");

    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Bob?");
  }

  @Test
  void adviceThatFailsIsNotSeen() throws Exception {
    weave(
        call -> {
          throw new IllegalStateException("before");
        });
    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
    undo();
    weave(
        call -> {
          call.proceed();
          throw new NoSuchMethodError("after");
        });
    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
    IOException failure = new IOException("no");
    assertThatThrownBy(() -> new Greeter().fail(failure)).isSameAs(failure);
    undo();
    weave(
        call -> {
          call.proceed();
          return List.of("of another type");
        });
    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
    assertThat(new Greeter().twice(3)).isEqualTo(6);
  }

  /** With a call that costs money, a second one is worse than the error. */
  @Test
  void fatalErrorOfAdviceComesOutAndRunsNothingTwice() throws Exception {
    InternalError error = new InternalError("of the advice");
    AtomicInteger runs = new AtomicInteger();
    weave(
        call -> {
          call.proceed();
          throw error;
        });

    assertThatThrownBy(() -> new CountingGreeter(runs).greet("Ada")).isSameAs(error);
    assertThat(runs).hasValue(1);
  }

  @Test
  void memoryThatOnlyTheAdviceNeedsIsNoErrorOfTheMethod() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    weave(
        call -> {
          call.proceed();
          throw new OutOfMemoryError("of the advice");
        });
    assertThat(new CountingGreeter(runs).greet("Ada")).isEqualTo("Hello Ada");
    undo();
    weave(
        call -> {
          throw new OutOfMemoryError("of the advice");
        });
    assertThat(new CountingGreeter(runs).greet("Ada")).isEqualTo("Hello Ada");
    assertThat(runs).hasValue(2);
  }

  @Test
  void outOfMemoryOfTheMethodComesOut() throws Exception {
    OutOfMemoryError error = new OutOfMemoryError("of the method");
    AtomicInteger runs = new AtomicInteger();
    weave(this::record);

    Greeter greeter = new FailingGreeter(runs, error);
    assertThatThrownBy(() -> greeter.greet("Ada")).isSameAs(error);
    assertThat(runs).hasValue(1);
  }

  @Test
  void severalWeavingsOfAMethodRunItOnce() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    weave(this::record);
    Weaving first = requireNonNull(weaving);
    weave(this::record);

    try {
      assertThat(new CountingGreeter(runs).greet("Ada")).isEqualTo("Hello Ada");
    } finally {
      first.undo();
    }
    assertThat(runs).hasValue(1);
  }

  @Test
  void undoneWeavingLeavesNothingBehind() throws Exception {
    weave(this::record);
    undo();

    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
    assertThat(calls).isEmpty();

    weave(this::record);
    new Greeter().greet("Ada");
    assertThat(calls).containsExactly("Greeter.greet");
  }

  @Test
  void observerIsToldOfBeginningAndEndAndTheMethodRunsItself() throws Exception {
    IOException failure = new IOException("no");
    weave(
        (Observer)
            (method, target, arguments) -> {
              calls.add(method.getName() + List.of(arguments));
              return (result, thrown) -> {
                calls.add(result + "/" + thrown);
                return result;
              };
            });

    assertThat(new LoudGreeter().greet("Ada")).isEqualTo("Hello Ada!");
    assertThat(new Greeter().twice(3)).isEqualTo(6);
    assertThatThrownBy(() -> new Greeter().fail(failure)).isSameAs(failure);
    assertThat(calls)
        .containsExactly(
            "greet[Ada]",
            "greet[Ada]",
            "Hello Ada/null",
            "Hello Ada!/null",
            "twice[3]",
            "6/null",
            "fail[" + failure + "]",
            "null/" + failure);
  }

  @Test
  void observerMayReplaceAResultByOneOfItsType() throws Exception {
    weave((Observer) (method, target, arguments) -> (result, thrown) -> "replaced");
    assertThat(new Greeter().greet("Ada")).isEqualTo("replaced");
    assertThat(new Greeter().twice(3)).isEqualTo(6);
    undo();

    weave((Observer) (method, target, arguments) -> (result, thrown) -> 7);
    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
    assertThat(new Greeter().twice(3)).isEqualTo(6);
  }

  /** The method has nothing to do with it, so that even an error of the JVM stays here. */
  @Test
  void observerThatFailsIsNotSeen() throws Exception {
    IOException failure = new IOException("no");
    for (Throwable fault :
        List.of(new IllegalStateException(), new OutOfMemoryError(), new StackOverflowError())) {
      weave(
          (Observer)
              (method, target, arguments) -> {
                throw Observer.unchecked(fault);
              });
      assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
      undo();
      weave(
          (Observer)
              (method, target, arguments) ->
                  (result, thrown) -> {
                    throw Observer.unchecked(fault);
                  });
      assertThat(new Greeter().greet("Ada")).isEqualTo("Hello Ada");
      assertThat(new Greeter().twice(3)).isEqualTo(6);
      assertThatThrownBy(() -> new Greeter().fail(failure)).isSameAs(failure);
      undo();
    }
  }

  /** So that a lambda can be one. */
  private interface Observer extends CallObserver {

    @SuppressWarnings("unchecked")
    static <X extends Throwable> RuntimeException unchecked(Throwable fault) throws X {
      throw (X) fault;
    }
  }

  @Test
  void recursionOfAWovenMethodIsSeen() throws Exception {
    weave(
        call -> {
          calls.add(String.valueOf(call.arguments()[0]));
          return call.arguments()[0].equals("Ada")
              ? new Greeter().greet("Bob") + call.proceed()
              : call.proceed();
        });

    assertThat(new Greeter().greet("Ada")).isEqualTo("Hello BobHello Ada");
    assertThat(calls).containsExactly("Ada", "Bob");
  }
}
