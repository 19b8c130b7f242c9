// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.declaresMethod;
import static net.bytebuddy.matcher.ElementMatchers.hasSuperType;
import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.isNative;
import static net.bytebuddy.matcher.ElementMatchers.isSynthetic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Methods whose calls are taken over.
 *
 * @since 0.1.0
 */
public final class WeavingTarget {

  private static final ElementMatcher.Junction<MethodDescription> HAS_CODE =
      isMethod().and(not(isAbstract())).and(not(isNative())).and(not(isSynthetic()));

  private final Predicate<String> classNames;
  private final String mention;
  private final ElementMatcher<? super TypeDescription> types;
  private final Predicate<Class<?>> loadedTypes;
  private final BiPredicate<TypeDescription, MethodDescription> methods;
  private final boolean byAnnotation;

  private WeavingTarget(
      Predicate<String> classNames,
      String mention,
      ElementMatcher<? super TypeDescription> types,
      Predicate<Class<?>> loadedTypes,
      BiPredicate<TypeDescription, MethodDescription> methods,
      boolean byAnnotation) {
    this.classNames = classNames;
    this.mention = mention;
    this.types = types;
    this.loadedTypes = loadedTypes;
    this.methods = methods;
    this.byAnnotation = byAnnotation;
  }

  /**
   * Takes methods of classes by their names.
   *
   * @param classNames tells of a binary name, for example {@code com.acme.Client$Impl}, whether it
   *     is that of a class to weave
   * @param methods tells of a class name and a method name whether its calls are taken over
   */
  public static WeavingTarget ofClasses(
      Predicate<String> classNames, BiPredicate<String, String> methods) {
    return new WeavingTarget(
        classNames,
        "",
        any(),
        loaded -> classNames.test(loaded.getName()),
        (type, method) -> methods.test(type.getName(), method.getName()),
        /* byAnnotation= */ false);
  }

  /**
   * Takes methods of whatever implements a type.
   *
   * @param typeName binary name of the interface or class
   * @param mention text that every class file with such a method contains, such as the package of a
   *     parameter's type with slashes; it spares looking into all other classes
   * @param methodNames methods of the type
   */
  public static WeavingTarget implementing(String typeName, String mention, String... methodNames) {
    ElementMatcher<MethodDescription> named = namedOneOf(methodNames);
    return new WeavingTarget(
        name -> !name.equals(typeName),
        mention,
        declaresMethod(named).and(hasSuperType(named(typeName))),
        loaded -> isSubtype(loaded, typeName),
        (type, method) -> !method.isStatic() && method.isPublic() && named.matches(method),
        /* byAnnotation= */ false);
  }

  /**
   * Takes methods that carry an annotation and have code: static and private ones too, and those of
   * interfaces.
   *
   * <p>It leaves out what a compiler has copied annotations to: bridges, and what Kotlin and Scala
   * put beside a method only to call it. It leaves out suspending functions of Kotlin as well,
   * which are called again each time that they resume.
   *
   * @param annotationPackage the package of the annotations
   */
  public static WeavingTarget annotated(String annotationPackage) {
    Predicate<MethodDescription> isAnnotated =
        method ->
            method.getDeclaredAnnotations().asTypeList().stream()
                .anyMatch(type -> isIn(annotationPackage, type.getName()));
    return new WeavingTarget(
        name -> true,
        annotationPackage.replace('.', '/') + "/",
        any(),
        loaded -> LoadedAnnotations.isOnMethodOf(loaded, name -> isIn(annotationPackage, name)),
        (type, method) -> isAnnotated.test(method),
        /* byAnnotation= */ true);
  }

  private static boolean isSuspending(MethodDescription method) {
    List<ParameterDescription> parameters = List.copyOf(method.getParameters());
    return !parameters.isEmpty()
        && parameters
            .get(parameters.size() - 1)
            .getType()
            .asErasure()
            .getName()
            .equals("kotlin.coroutines.Continuation");
  }

  private static boolean isIn(String packageName, String className) {
    return className.lastIndexOf('.') == packageName.length() && className.startsWith(packageName);
  }

  private static boolean isSubtype(Class<?> loaded, String typeName) {
    for (Class<?> type = loaded; type != null; type = type.getSuperclass()) {
      if (type.getName().equals(typeName)) {
        return true;
      }
      for (Class<?> implemented : type.getInterfaces()) {
        if (isSubtype(implemented, typeName)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns text that the class files of all concerned classes contain. */
  String mention() {
    return mention;
  }

  /** Tells from its name whether a class is worth a closer look. */
  boolean mayConcern(String className) {
    return classNames.test(className);
  }

  /** Tells whether a class that is loaded is to be woven. */
  boolean concernsLoaded(Class<?> loaded) {
    return (byAnnotation || !loaded.isInterface())
        && classNames.test(loaded.getName())
        && loadedTypes.test(loaded);
  }

  boolean concerns(TypeDescription type) {
    return (byAnnotation || !type.isInterface()) && types.matches(type);
  }

  /** Tells whether annotations say which methods are taken, in interfaces as well. */
  boolean isByAnnotation() {
    return byAnnotation;
  }

  /** Returns which methods of a type that it concerns are taken over. */
  ElementMatcher<MethodDescription> methodsOf(TypeDescription type) {
    return method ->
        HAS_CODE.matches(method)
            && methods.test(type, method)
            && !(byAnnotation && (method.isBridge() || isSuspending(method)));
  }

  /** Tells whether it names a method, taken over or not. */
  boolean names(TypeDescription type, MethodDescription method) {
    return methods.test(type, method);
  }
}
