// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Weaves each kind of type that Java has, before and after the class is loaded. */
class LanguageShapesTest {

  private static final String SHAPES = LanguageShapes.class.getName();

  private final List<String> calls = new ArrayList<>();
  private final Warnings warnings = new Warnings();
  private @Nullable Weaving weaving;

  /** Loads the shapes once more, and does not find the missing class. */
  private static final class Loader extends ClassLoader {

    Loader() {
      super(LanguageShapesTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!isShape(name)) {
        return super.loadClass(name, resolve);
      }
      if (name.endsWith("Absent")) {
        throw new ClassNotFoundException(name);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String path = name.replace('.', '/') + ".class";
      try (InputStream file = getResourceAsStream(path)) {
        byte[] classFile = file.readAllBytes();
        return defineClass(name, classFile, 0, classFile.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    Object run() throws ReflectiveOperationException {
      Method run = loadClass(SHAPES).getDeclaredMethod("run");
      run.setAccessible(true);
      try {
        return run.invoke(null);
      } catch (InvocationTargetException e) {
        throw new AssertionError(e.getCause());
      }
    }
  }

  private static boolean isShape(String name) {
    return name.equals(SHAPES) || name.startsWith(SHAPES + "$");
  }

  private void weave(Loader loader, CallAdvice advice) throws Exception {
    WeavingTarget classes =
        WeavingTarget.ofClasses(LanguageShapesTest::isShape, (type, method) -> true);
    WeavingTarget depth = WeavingTarget.ofInterface(SHAPES + "$Node", "depth");
    WeavingTarget own = WeavingTarget.ofInterface(SHAPES + "$Node", "own");
    WeavingTarget leaf = WeavingTarget.ofInterface(SHAPES + "$Node", "leaf");
    weaving =
        Weaver.attach().weave("shapes", loader::equals, List.of(classes, depth, own, leaf), advice);
  }

  @AfterEach
  void undo() {
    warnings.close();
    if (weaving != null) {
      weaving.undo();
    }
  }

  private @Nullable Object record(MethodCall call) throws Throwable {
    calls.add(call.method().getDeclaringClass().getSimpleName() + "." + call.method().getName());
    return call.proceed();
  }

  private static CallObserver observer(List<String> ends) {
    return new CallObserver() {
      @Override
      public CallEnd begin(Method method, @Nullable Object target, @Nullable Object[] arguments) {
        return (result, thrown) -> {
          ends.add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
          return result;
        };
      }
    };
  }

  private void assertSame(boolean isLoadedFirst, CallAdvice advice) throws Exception {
    Object expected = new Loader().run();
    Loader loader = new Loader();
    if (isLoadedFirst) {
      assertThat(loader.run()).isEqualTo(expected);
    }
    weave(loader, advice);

    assertThat(loader.run()).isEqualTo(expected);
    assertThat(warnings.messages()).isEmpty();
    assertThat(new TreeSet<>(calls))
        .contains(
            "Pair.times",
            "Pair.toString",
            "Pair.equals",
            ".weight",
            "Level.values",
            "Node.depth",
            "Node.own",
            "Node.leaf",
            "Machine.fibonacci",
            "Machine.shared",
            "Machine.release",
            "Machine.write",
            "Machine.missing");
    assertThat(calls.stream().filter("Machine.fibonacci"::equals)).hasSize(41);
    assertThat(calls.stream().filter("Node.depth"::equals)).hasSize(5);
  }

  @Test
  void adviceMakesTheCallsOfLoadedTypes() throws Exception {
    assertSame(true, this::record);
  }

  @Test
  void adviceMakesTheCallsOfTypesThatAreLoadedLater() throws Exception {
    assertSame(false, this::record);
  }

  @Test
  void observerSeesTheCallsOfLoadedTypes() throws Exception {
    assertSame(true, observer(calls));
  }

  @Test
  void observerSeesTheCallsOfTypesThatAreLoadedLater() throws Exception {
    assertSame(false, observer(calls));
  }
}
