// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Selects the methods whose calls are traced.
 *
 * @since 0.1.0
 */
public final class WeavingTarget {

  private final Predicate<String> classNames;
  private final String mention;
  private final BiPredicate<ClassOutline, ClassFiles> types;
  private final Function<Class<?>[], Predicate<Class<?>>> loadedTypes;
  private final BiPredicate<ClassOutline, MethodOutline> methods;
  private final boolean inInterfaces;
  private final boolean byAnnotation;

  private WeavingTarget(
      Predicate<String> classNames,
      String mention,
      BiPredicate<ClassOutline, ClassFiles> types,
      Function<Class<?>[], Predicate<Class<?>>> loadedTypes,
      BiPredicate<ClassOutline, MethodOutline> methods,
      boolean inInterfaces,
      boolean byAnnotation) {
    this.classNames = classNames;
    this.mention = mention;
    this.types = types;
    this.loadedTypes = loadedTypes;
    this.methods = methods;
    this.inInterfaces = inInterfaces;
    this.byAnnotation = byAnnotation;
  }

  /**
   * Selects methods by the names of their classes.
   *
   * @param classNames tells whether a class is woven, by binary name, for example {@code
   *     com.acme.Client$Impl}
   * @param methods tells whether a method is woven, by class name and method name
   */
  public static WeavingTarget ofClasses(
      Predicate<String> classNames, BiPredicate<String, String> methods) {
    return new WeavingTarget(
        classNames,
        "",
        (type, classFiles) -> true,
        allLoaded -> loaded -> true,
        (type, method) -> methods.test(type.name(), method.name()),
        /* inInterfaces= */ false,
        /* byAnnotation= */ false);
  }

  /**
   * Selects methods by the names of their classes and their own names.
   *
   * @param methods the names of the methods to weave, by the binary name of their class
   */
  public static WeavingTarget ofMethods(Map<String, Set<String>> methods) {
    return ofClasses(
        methods::containsKey,
        (type, method) -> methods.getOrDefault(type, Set.of()).contains(method));
  }

  /**
   * Selects static and default methods of an interface.
   *
   * @param typeName the binary name of the interface
   * @param methodName the name of the methods to weave
   */
  public static WeavingTarget ofInterface(String typeName, String methodName) {
    return new WeavingTarget(
        typeName::equals,
        "",
        (type, classFiles) -> true,
        allLoaded -> loaded -> true,
        (type, method) -> method.name().equals(methodName),
        /* inInterfaces= */ true,
        /* byAnnotation= */ false);
  }

  /**
   * Selects methods of all classes that implement a type.
   *
   * @param typeName the binary name of the interface or class
   * @param mention a text that every class file with such a method contains, for example the
   *     package of a parameter's type with slashes. Other classes are skipped quickly.
   * @param methodNames the names of the type's methods to weave
   */
  public static WeavingTarget implementing(String typeName, String mention, String... methodNames) {
    Set<String> names = Set.of(methodNames);
    return new WeavingTarget(
        name -> !name.equals(typeName),
        mention,
        (type, classFiles) -> type.declaresAny(names) && classFiles.isSubtype(type, typeName),
        allLoaded -> subtypes(allLoaded, typeName),
        (type, method) -> !method.isStatic() && method.isPublic() && names.contains(method.name()),
        /* inInterfaces= */ false,
        /* byAnnotation= */ false);
  }

  /**
   * Selects methods that have an annotation and a body, including static and private methods and
   * methods of interfaces.
   *
   * <p>Compilers copy annotations to generated methods. These are not selected: bridges, and the
   * methods that Kotlin and Scala generate only to call another method. Suspending functions of
   * Kotlin are not selected either, because they are called again each time they resume.
   *
   * @param annotationPackage the package of the annotations
   */
  public static WeavingTarget annotated(String annotationPackage) {
    return new WeavingTarget(
        name -> true,
        annotationPackage.replace('.', '/') + "/",
        (type, classFiles) -> true,
        allLoaded ->
            loaded -> LoadedAnnotations.isOnMethodOf(loaded, name -> isIn(annotationPackage, name)),
        (type, method) ->
            method.annotations().stream().anyMatch(name -> isIn(annotationPackage, name)),
        /* inInterfaces= */ true,
        /* byAnnotation= */ true);
  }

  private static boolean isIn(String packageName, String className) {
    return className.lastIndexOf('.') == packageName.length() && className.startsWith(packageName);
  }

  /** Several class loaders may each have a class of the name. */
  private static Predicate<Class<?>> subtypes(Class<?>[] allLoaded, String typeName) {
    List<Class<?>> types =
        Arrays.stream(allLoaded).filter(loaded -> loaded.getName().equals(typeName)).toList();
    return loaded -> {
      for (Class<?> type : types) {
        if (type.isAssignableFrom(loaded)) {
          return true;
        }
      }
      return false;
    };
  }

  /** Returns a text that the class files of all selected classes contain. */
  String mention() {
    return mention;
  }

  /** Tells by the name of a class whether it needs a closer look. */
  boolean mayConcern(String className) {
    return classNames.test(className);
  }

  /** Returns a predicate that tells which of the loaded classes must be woven. */
  Predicate<Class<?>> amongLoaded(Class<?>[] allLoaded) {
    Predicate<Class<?>> ofType = loadedTypes.apply(allLoaded);
    return loaded ->
        (inInterfaces || !loaded.isInterface())
            && classNames.test(loaded.getName())
            && ofType.test(loaded);
  }

  boolean concerns(ClassOutline type, ClassFiles classFiles) {
    return (inInterfaces || !type.isInterface()) && types.test(type, classFiles);
  }

  /** Tells whether annotations select the methods, in interfaces too. */
  boolean isByAnnotation() {
    return byAnnotation;
  }

  /** Tells whether a method of a concerned type is woven. */
  boolean selects(ClassOutline type, MethodOutline method) {
    return method.hasOwnCode()
        && methods.test(type, method)
        && !(byAnnotation && (method.isBridge() || method.isSuspending()));
  }

  /** Tells whether the target names a method, woven or not. */
  boolean names(ClassOutline type, MethodOutline method) {
    return methods.test(type, method);
  }
}
