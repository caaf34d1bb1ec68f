using Candour.Build;

return args switch
{
    ["compile", var repository, var target] => Compiler.Run(repository, target),
    ["import", var inventory, var rulebook] => InventoryImport.Run(inventory, rulebook),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Candour.Build compile REPOSITORY TARGET        compiles rulebooks/ and vocabulary/ and copies models/");
    Console.Error.WriteLine("Candour.Build import INVENTORY.yaml FOLDER     brings clauses and examples of an inventory into a rulebook's folder");
    return 1;
}
