package holotree.tests.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The main classes of all modules, read once.
final class MainClasses {

  static final JavaClasses ALL = read();

  private MainClasses() {}

  /// The outermost classes that depend on a class whose full name passes.
  static Set<String> dependingOn(Predicate<String> name) {
    return ALL.stream()
        .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
        .filter(each -> name.test(outermost(each.getTargetClass())))
        .map(Dependency::getOriginClass)
        .map(MainClasses::outermost)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The outermost classes that have such an access: a field, a call or a method reference.
  static Set<String> accessing(Predicate<JavaAccess<?>> access) {
    return ALL.stream()
        .flatMap(each -> each.getAccessesFromSelf().stream())
        .filter(access)
        .map(each -> outermost(each.getOriginOwner()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String outermost(JavaClass type) {
    String name = type.getBaseComponentType().getFullName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private static JavaClasses read() {
    // Rules go by names: what the classes of others inherit does not matter.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .importPaths(Project.MODULES.stream().map(Project::classes).toList());
  }
}
