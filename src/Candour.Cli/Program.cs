using System.CommandLine;
using System.Text;
using Candour.Cli;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("Candour: check a post, or ask \"may I ...?\", against a social media policy. Every answer names the clause it comes from.")
{
    CheckCommand.Create(),
    AskCommand.Create(),
    ProcedureCommand.Create(),
    CaseCommand.Create(),
    ScreenCommand.Create(),
    PolicyCommand.Create(),
    EvidenceCommand.Create(),
    LogCommand.Create(),
    BackupCommand.CreateBackup(),
    BackupCommand.CreateRestore(),
    AdminCommand.Create(),
    ServeCommand.Create(),
};
return Doors.Run(root, args);
