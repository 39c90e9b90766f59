@echo off
rem auricle: builds the project on first use, then runs the command line (examples/). Needs a JDK 17+ and Maven 3.8+. Untested: Linux x86_64 is what we verify.
setlocal
set "HERE=%~dp0"
set "TARGET=%HERE%examples\target"
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
if not exist "%TARGET%\.built" (
    where mvn >nul 2>nul || (echo auricle: the first run builds the project: Maven 3.8 or newer must be on the PATH 1>&2 & exit /b 1)
    echo auricle: building, the first time this fetches libraries and takes some minutes ... 1>&2
    if not exist "%TARGET%" mkdir "%TARGET%"
    call mvn -B -q -f "%HERE%pom.xml" -pl examples -am package -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true -Dmaven.javadoc.skip=true > "%TARGET%\build.log" 2>&1
    if errorlevel 1 (echo auricle: the build failed; all of it: %TARGET%\build.log 1>&2 & exit /b 1)
    echo built> "%TARGET%\.built"
)
"%JAVA%" -Dauricle.home="%HERE%." -Dfile.encoding=UTF-8 -Djava.awt.headless=true %AURICLE_JAVA_OPTIONS% -cp "%TARGET%\auricle.jar;%TARGET%\lib\*" io.auricle.examples.Main %*
exit /b %ERRORLEVEL%
