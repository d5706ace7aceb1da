import Foundation

exit(DutyReport.run(Array(CommandLine.arguments.dropFirst())))
