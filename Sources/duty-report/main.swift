import DutySystem
import Foundation

Outlet.prepare()
exit(DutyReport.run(Array(CommandLine.arguments.dropFirst())))
